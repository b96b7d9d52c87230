using Hub.Core.Channels;
using Hub.Core.Identities;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>As whom a queue writes.</summary>
internal static class IdentityApi
{
    private const string Path = "/queues/{id:guid}/identity";

    public static void MapIdentities(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Requires("queues.read").WithSummary("As whom the queue writes on each channel, and what stands below its agents' answers");
        api.MapPut(Path, Put).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<IdentityView>().Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Says so; addresses are the channel's own or one of its Aliases, which then brings what is written to it into the queue");
    }

    private static async Task<Results<Ok<IdentityView>, NotFound>> Get(Guid id, Store store, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            async (db, read) => await QueueStore.FindAsync(db, id, read) is null ? null : await IdentityStore.FindAsync(db, id, read), ct);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(IdentityView.Of(found));
    }

    internal static async Task<IResult> Put(Guid id, IdentityBody body, Caller caller, RequestWrites writes, ChannelRegistry channels, CancellationToken ct)
    {
        if (body.Fault(channels) is { } fault) return fault;
        var identity = body.Identity(channels);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await QueueStore.FindAsync(tx, id, unit) is null) return Answer.NotFound();
                foreach (var sender in identity.Senders)
                    if (channels.Find(sender.Channel)?.Account.Address != sender.Address && await IdentityStore.OtherQueueAsync(tx, sender, id, unit) is not null)
                        return Answer.Conflict($"Another queue writes from {sender.Address}: what is written to it can go to one queue only.");
                await IdentityStore.SetAsync(tx, id, identity, caller.Actor, unit);
                return Answer.Ok(IdentityView.Of(await IdentityStore.FindAsync(tx, id, unit)), ApiJson.Default.IdentityView);
            },
            ct);
    }
}
