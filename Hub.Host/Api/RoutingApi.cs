using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>How conversations find agents, and why they found these.</summary>
internal static class RoutingApi
{
    public static void MapRouting(IEndpointRouteBuilder api)
    {
        api.MapGet("/queues/{id:guid}/routing", Get).Requires("queues.read").WithSummary("How a queue gives its conversations to agents");
        api.MapPut("/queues/{id:guid}/routing", Put).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<QueueRouting>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Says all of how a queue gives its conversations to agents");
        api.MapGet("/agents/{id:guid}/skills", Skills).Requires("agents.read").WithSummary("What an agent can do, with levels of 1 to 5");
        api.MapPut("/agents/{id:guid}/skills", PutSkills).Requires("skills.write").WithMetadata(BodyLimit.Small).Produces<SkillsView>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Says all that an agent can do");
        api.MapGet("/conversations/{id:guid}/routing/{decision:guid}/agents/{agent:guid}", Why).Requires("routing.read")
            .WithSummary("Why this agent got it, or not: the decision is made again from what it was made of");
    }

    private static async Task<Results<Ok<QueueRouting>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        var (queue, routing) = await store.ReadAsync(
            async (db, read) => (await QueueStore.FindAsync(db, id, read), await QueueStore.RoutingOfAsync(db, id, read)), ct);
        if (queue is null) return TypedResults.NotFound();
        ETags.Set(http, queue.Version);
        return TypedResults.Ok(routing);
    }

    internal static async Task<IResult> Put(
        Guid id, QueueRoutingBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var version = ETags.IfMatch(http);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                var isSet = await QueueStore.SetRoutingAsync(tx, (id, version, body.Routing), caller.Actor, unit);
                if (await QueueStore.FindAsync(tx, id, unit) is not { } queue) return Answer.NotFound();
                return isSet
                    ? Answer.Ok(body.Routing, ApiJson.Default.QueueRouting, queue.Version)
                    : Answer.VersionDiffers(await QueueStore.RoutingOfAsync(tx, id, unit), ApiJson.Default.QueueRouting, queue.Version);
            },
            ct);
    }

    private static async Task<Results<Ok<SkillsView>, NotFound>> Skills(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        var (agent, skills) = await store.ReadAsync(
            async (db, read) => (await AgentStore.FindAsync(db, id, read), await SkillStore.OfAsync(db, id, read)), ct);
        if (agent is null) return TypedResults.NotFound();
        ETags.Set(http, agent.Version);
        return TypedResults.Ok(new SkillsView(skills));
    }

    internal static async Task<IResult> PutSkills(
        Guid id, SkillsView body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var version = ETags.IfMatch(http);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                var isSet = await SkillStore.SetAsync(tx, (id, version), body.Skills, caller.Actor, unit);
                if (await AgentStore.FindAsync(tx, id, unit) is not { } agent) return Answer.NotFound();
                var skills = new SkillsView(await SkillStore.OfAsync(tx, id, unit));
                return isSet
                    ? Answer.Ok(skills, ApiJson.Default.SkillsView, agent.Version)
                    : Answer.VersionDiffers(skills, ApiJson.Default.SkillsView, agent.Version);
            },
            ct);
    }

    private static async Task<Results<Ok<VerdictView>, NotFound>> Why(
        Guid id, Guid decision, Guid agent, Caller caller, Store store, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is null
                ? null
                : await RoutingDecisions.FindAsync(db, id, decision, read),
            ct);
        var verdict = found is null ? null : Choice.Explain(found.Question).FirstOrDefault(one => one.Candidate.Id == agent);
        return verdict is null ? TypedResults.NotFound() : TypedResults.Ok(VerdictView.Of(verdict));
    }
}
