using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Rules;
using Hub.Core.Storage;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>The pages on who gets what: how queues give, what agents can do, and why a conversation went where it went.</summary>
internal static class RoutingPages
{
    private const int MostRows = 200;
    private const int MostDecisions = 20;

    public static void MapRouting(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/queues/{id:guid}/routing", Queue).RequiresAtDesk("queues.write");
        desk.MapGet("/agents", Agents).RequiresAtDesk("skills.write");
        desk.MapGet("/agents/{id:guid}", Agent).RequiresAtDesk("skills.write");
        desk.MapGet("/conversations/{id:guid}/routing", Decisions).RequiresAtDesk("routing.read");
    }

    private static async Task<IResult> Queue(Guid id, HttpContext http, Store store)
    {
        if (await store.ReadAsync((db, read) => QueueStore.FindAsync(db, id, read), http.RequestAborted) is not { } queue) return TypedResults.NotFound();
        return await DeskPages.PageAsync<QueueRoutingPage, QueueRoutingModel>(
            http, "queues",
            (shell, _, ct) => store.ReadAsync(
                async (db, read) => new QueueRoutingModel
                {
                    Shell = shell,
                    Queue = queue,
                    Routing = await QueueStore.RoutingOfAsync(db, id, read),
                    Queues = [.. (await QueueStore.ListAsync(db, null, MostRows, read)).Where(other => other.Id != id)],
                    Agents = await AgentStore.ListAsync(db, null, MostRows, read),
                    Ranks = await QueueStore.RanksAsync(db, id, read),
                },
                ct));
    }

    private static Task<IResult> Agents(HttpContext http, Store store) => DeskPages.PageAsync<AgentsPage, AgentsModel>(
        http, "agents",
        async (shell, _, ct) => new AgentsModel { Shell = shell, Rows = await store.ReadAsync((db, read) => AgentStore.ListAsync(db, null, MostRows, read), ct) });

    private static async Task<IResult> Agent(Guid id, HttpContext http, Store store)
    {
        if (await store.ReadAsync((db, read) => AgentStore.FindAsync(db, id, read), http.RequestAborted) is not { } agent) return TypedResults.NotFound();
        return await DeskPages.PageAsync<AgentPage, AgentModel>(
            http, "agents",
            async (shell, _, ct) => new AgentModel { Shell = shell, Agent = agent, Skills = await store.ReadAsync((db, read) => SkillStore.OfAsync(db, id, read), ct) });
    }

    private static async Task<IResult> Decisions(Guid id, Guid? agent, HttpContext http, Store store)
    {
        var conversation = await store.ReadAsync((db, read) => ConversationStore.FindAsync(db, id, Caller.Of(http).Subject, read), http.RequestAborted);
        if (conversation is null) return TypedResults.NotFound();
        return await DeskPages.PageAsync<DecisionsPage, DecisionsModel>(
            http, null,
            (shell, place, ct) => store.ReadAsync(
                async (db, read) => new DecisionsModel
                {
                    Shell = shell,
                    Place = place,
                    Conversation = conversation,
                    Asked = agent,
                    Agents = await AgentStore.ListAsync(db, null, MostRows, read),
                    Rules = Caller.Of(http).Allows("rules.read") ? await RuleHistory.ListAsync(db, id, 0, MostRows, read) : [],
                    Rows = await RoutingDecisions.ListAsync(db, id, null, MostDecisions, read),
                },
                ct));
    }
}
