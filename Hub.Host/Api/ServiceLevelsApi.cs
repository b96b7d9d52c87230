using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>What queues promise to customers, and how it is kept.</summary>
internal static class ServiceLevelsApi
{
    public static void MapServiceLevels(IEndpointRouteBuilder api)
    {
        var queue = api.MapGroup("/queues/{id:guid}/service-levels");
        queue.MapGet("/", Get).Requires("queues.read").WithSummary("What a queue promises to its customers");
        queue.MapPut("/", Put).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<QueueTargets>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Says all that a queue promises; it counts for what begins from then on, and what runs is reckoned anew");
        queue.MapGet("/report", Report).Requires("routing.read").WithSummary("How many of a queue's promises were kept or broken in a time, by metric");
        api.MapGet("/conversations/{id:guid}/service-levels", Clocks).Requires("conversations.read")
            .WithSummary("What was promised in a conversation and what became of it, the latest first");
    }

    private static async Task<Results<Ok<QueueTargets>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        var (queue, targets) = await store.ReadAsync(
            async (db, read) => (await QueueStore.FindAsync(db, id, read), await QueueTargets.OfQueueAsync(db, id, read)), ct);
        if (queue is null) return TypedResults.NotFound();
        ETags.Set(http, queue.Version);
        return TypedResults.Ok(targets);
    }

    internal static async Task<IResult> Put(Guid id, QueueTargets body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (TargetFaults.Find(body) is { } fault) return Problem.Invalid(fault.Field, fault.Reason);
        var version = ETags.IfMatch(http);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await UnknownQueueAsync(tx, body, unit) is { } field) return Answer.Invalid(field, "it does not exist");
                var isSet = await QueueStore.SetTargetsAsync(tx, (id, version, body), caller.Actor, unit);
                if (await QueueStore.FindAsync(tx, id, unit) is not { } queue) return Answer.NotFound();
                return isSet
                    ? Answer.Ok(body, ApiJson.Default.QueueTargets, queue.Version)
                    : Answer.VersionDiffers(await QueueTargets.OfQueueAsync(tx, id, unit), ApiJson.Default.QueueTargets, queue.Version);
            },
            ct);
    }

    /// <summary>The field that escalates to a queue that is not there; null where all are.</summary>
    private static async Task<string?> UnknownQueueAsync(Tx tx, QueueTargets body, CancellationToken ct)
    {
        for (var i = 0; i < body.Targets.Count; i++)
            for (var j = 0; j < body.Targets[i].Escalations.Count; j++)
                if (body.Targets[i].Escalations[j].Queue is { } key && await QueueStore.FindByKeyAsync(tx, key, ct) is null)
                    return $"targets[{i}].escalations[{j}].queue";
        return null;
    }

    private static async Task<Results<Ok<ServiceReport>, NotFound>> Report(
        Guid id, string? from, string? to, Store store, TimeProvider time, CancellationToken ct)
    {
        var end = Input.Time("to", to) ?? time.GetUtcNow();
        var begin = Input.Time("from", from) ?? end.AddDays(-7);
        if (begin >= end) throw new BadInputException("from", "it is before to");
        var report = await store.ReadAsync(
            async (db, read) => await QueueStore.FindAsync(db, id, read) is null ? null : await ServiceClocks.ReportAsync(db, id, begin, end, read), ct);
        return report is null ? TypedResults.NotFound() : TypedResults.Ok(report);
    }

    private static async Task<Results<Ok<Page<ServiceClockView>>, NotFound>> Clocks(
        Guid id, [AsParameters] PageQuery page, Cursors cursors, Caller caller, Store store, CancellationToken ct)
    {
        var list = $"/conversations/{id}/service-levels";
        var before = Input.Id("cursor", cursors.Read(list, page.Cursor));
        var rows = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is null ? null : await ServiceClocks.ListAsync(db, id, before, page.Rows, read), ct);
        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(Page.Of(rows, page, ServiceClockView.Of, clock => cursors.Make(list, Ids.Text(clock.Id))));
    }
}
