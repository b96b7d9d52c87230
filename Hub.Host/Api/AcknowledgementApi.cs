using Hub.Core.Acknowledgements;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>What a queue answers by itself.</summary>
internal static class AcknowledgementApi
{
    private const string Path = "/queues/{id:guid}/acknowledgement";

    public static void MapAcknowledgements(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Requires("queues.read").WithSummary("What the queue answers by itself to a mail that begins a conversation");
        api.MapPut(Path, Put).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<AcknowledgementView>()
            .WithSummary("Says what the queue answers; where no texts are given it has the hub's own");
    }

    private static async Task<Results<Ok<AcknowledgementView>, NotFound>> Get(Guid id, Store store, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            async (db, read) => await QueueStore.FindAsync(db, id, read) is null ? null : await AcknowledgementStore.FindAsync(db, id, read), ct);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(AcknowledgementView.Of(found));
    }

    internal static async Task<IResult> Put(Guid id, AcknowledgementBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await QueueStore.FindAsync(tx, id, unit) is null) return Answer.NotFound();
                await AcknowledgementStore.SetAsync(tx, id, body.Acknowledgement, caller.Actor, unit);
                return Answer.Ok(AcknowledgementView.Of(await AcknowledgementStore.FindAsync(tx, id, unit)), ApiJson.Default.AcknowledgementView);
            },
            ct);
    }
}
