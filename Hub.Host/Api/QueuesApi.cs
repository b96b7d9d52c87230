using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>Where conversations wait, and for whom.</summary>
internal static class QueuesApi
{
    private const string Path = "/queues";

    public static void MapQueues(IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup(Path);
        queues.MapGet("/", List).Requires("queues.read").WithSummary("The queues by key, with what waits in them");
        queues.MapGet("/{id:guid}", Get).Requires("queues.read").WithSummary("One queue");
        queues.MapPost("/", Create).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<QueueView>(201).WithSummary("Adds a queue");
        queues.MapPatch("/{id:guid}", Change).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<QueueView>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Gives a queue another name or calendar; its key stays");
        queues.MapGet("/{id:guid}/members", Members).Requires("queues.read").WithSummary("The agents who take work from it, by user name");
        queues.MapPut("/{id:guid}/members/{agentId:guid}", AddMember).Requires("queues.write").Produces(204)
            .WithSummary("Makes an agent a member, or gives one another rank, the first being 0");
        queues.MapDelete("/{id:guid}/members/{agentId:guid}", RemoveMember).Requires("queues.write").Produces(204)
            .WithSummary("Ends a membership; what the agent has stays the agent's");
    }

    private static async Task<Page<QueueView>> List([AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var after = cursors.Read(Path, query.Cursor);
        var rows = await store.ReadAsync((db, read) => QueueStore.ListAsync(db, after, query.Rows, read), ct);
        return Page.Of(rows, query, QueueView.Of, queue => cursors.Make(Path, queue.Key));
    }

    private static async Task<Results<Ok<QueueView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => QueueStore.FindAsync(db, id, read), ct) is not { } queue) return TypedResults.NotFound();
        ETags.Set(http, queue.Version);
        return TypedResults.Ok(QueueView.Of(queue));
    }

    private static async Task<IResult> Create(NewQueueBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await QueueStore.CreateAsync(tx, body.Key, body.Name, caller.Actor, unit) is { } queue
                ? Answer.Created($"/api/v1{Path}/{Ids.Text(queue.Id)}", QueueView.Of(queue), ApiJson.Default.QueueView, queue.Version)
                : Answer.Conflict("Another queue has this key."),
            ct);
    }

    internal static async Task<IResult> Change(
        Guid id, QueueChangeBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var wish = (id, ETags.IfMatch(http), body.Change);
        return await writes.RunAsync(
            async (tx, unit) => await QueueStore.ChangeAsync(tx, wish, caller.Actor, unit) switch
            {
                QueueResult.Done done => Answer.Ok(QueueView.Of(done.Queue), ApiJson.Default.QueueView, done.Queue.Version),
                QueueResult.UnknownCalendar => Answer.Invalid("calendar", "it does not exist"),
                QueueResult.VersionDiffers differs => Answer.VersionDiffers(QueueView.Of(differs.Queue), ApiJson.Default.QueueView, differs.Queue.Version),
                _ => Answer.NotFound(),
            },
            ct);
    }

    private static async Task<Results<Ok<Page<AgentView>>, NotFound>> Members(
        Guid id, [AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var list = $"{Path}/{id}/members";
        var after = cursors.Read(list, query.Cursor);
        var rows = await store.ReadAsync(
            async (db, read) => await QueueStore.FindAsync(db, id, read) is null
                ? null
                : await AgentStore.OfQueueAsync(db, id, after, query.Rows, read),
            ct);
        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(Page.Of(rows, query, AgentView.Of, agent => cursors.Make(list, agent.UserName)));
    }

    internal static async Task<IResult> AddMember(Guid id, Guid agentId, int? rank, Caller caller, RequestWrites writes, CancellationToken ct) =>
        rank is < 0 or >= Candidate.NoRank ? Problem.Invalid("rank", $"it is 0 to {Candidate.NoRank - 1}")
        : await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await QueueStore.FindAsync(tx, id, unit) is null || await AgentStore.FindAsync(tx, agentId, unit) is null)
                    return Answer.NotFound();
                await QueueStore.AddMemberAsync(tx, id, (agentId, rank ?? 0), caller.Actor, unit);
                return Answer.NoContent();
            },
            ct);

    internal static async Task<IResult> RemoveMember(Guid id, Guid agentId, Caller caller, RequestWrites writes, CancellationToken ct) =>
        await writes.RunAsync(
            async (tx, unit) => await QueueStore.RemoveMemberAsync(tx, id, agentId, caller.Actor, unit) ? Answer.NoContent() : Answer.NotFound(),
            ct);
}
