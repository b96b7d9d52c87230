using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The people who answer.</summary>
internal static class AgentsApi
{
    private const string Path = "/agents";

    public static void MapAgents(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup(Path);
        agents.MapGet("/", List).Requires("agents.read").WithSummary("The agents by user name");
        agents.MapGet("/{id:guid}", Get).Requires("agents.read").WithSummary("One agent");
        agents.MapPost("/", Create).Requires("agents.write").WithMetadata(CarriesPassword.Instance, BodyLimit.Small)
            .Produces<AgentView>(201).WithSummary("Adds an agent");
        agents.MapPatch("/{id:guid}", Change).Requires("agents.write").WithMetadata(BodyLimit.Small)
            .Produces<AgentView>().WithSummary("Changes an agent; a new role or a closed account ends the agent's sessions");
        agents.MapPut("/{id:guid}/presence", SetPresence).Requires(Actions.OwnPresence).WithMetadata(BodyLimit.Small)
            .Produces<AgentView>().WithSummary("Sets one's own presence, or with presence.any anybody's");
    }

    private static async Task<Page<AgentView>> List([AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var after = cursors.Read(Path, query.Cursor);
        var rows = await store.ReadAsync((db, read) => AgentStore.ListAsync(db, after, query.Rows, read), ct);
        return Page.Of(rows, query, AgentView.Of, agent => cursors.Make(Path, agent.UserName));
    }

    private static async Task<Results<Ok<AgentView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => AgentStore.FindAsync(db, id, read), ct) is not { } agent) return TypedResults.NotFound();
        ETags.Set(http, agent.Version);
        return TypedResults.Ok(AgentView.Of(agent));
    }

    private static async Task<IResult> Create(
        NewAgentBody body, Caller caller, ChannelRegistry channels, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault(channels) is { } fault) return fault;
        var agent = new NewAgent
        {
            UserName = body.User, Name = body.Name, Role = body.Role, PasswordHash = PasswordHash.Create(body.Password),
            Email = string.IsNullOrEmpty(body.Email) ? null : AgentChangeBody.Canonical(body.Email),
        };
        return await writes.RunAsync(
            async (tx, unit) => await AgentStore.CreateAsync(tx, agent, caller.Actor, unit) switch
            {
                AgentResult.Done done => Answer.Created(
                    $"/api/v1{Path}/{Ids.Text(done.Agent.Id)}", AgentView.Of(done.Agent), ApiJson.Default.AgentView, done.Agent.Version),
                var refused => Refusal(refused),
            },
            ct);
    }

    internal static async Task<IResult> Change(
        Guid id, AgentChangeBody body, Caller caller, ChannelRegistry channels, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault(channels) is { } fault) return fault;
        var change = new AgentChange
        {
            Name = body.Name, Role = body.Role, Disabled = body.Disabled, LoadLimit = body.LoadLimit, Email = AgentChangeBody.Canonical(body.Email),
            InterruptLimit = body.InterruptLimit, MayBegin = body.MayBegin,
        };
        var wish = (id, ETags.IfMatch(http), change);
        return await writes.RunAsync(
            async (tx, unit) => await AgentStore.ChangeAsync(tx, wish, caller.Actor, unit) switch
            {
                AgentResult.Done done => Answer.Ok(AgentView.Of(done.Agent), ApiJson.Default.AgentView, done.Agent.Version),
                var refused => Refusal(refused),
            },
            ct);
    }

    internal static async Task<IResult> SetPresence(Guid id, PresenceBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (id != caller.AgentId && !caller.Allows(Actions.AnyPresence)) return Problem.Of(403, "This is another agent's presence.");
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (!await AgentStore.SetPresenceAsync(tx, id, body.State, body.Reason, caller.Actor, unit)) return Answer.NotFound();
                var agent = await AgentStore.FindAsync(tx, id, unit);
                return Answer.Ok(AgentView.Of(agent!), ApiJson.Default.AgentView, agent!.Version);
            },
            ct);
    }

    private static Answer Refusal(AgentResult result) => result switch
    {
        AgentResult.NameTaken => Answer.Conflict("Another agent has this user name."),
        AgentResult.EmailTaken => Answer.Conflict("Another agent has this mail address."),
        AgentResult.LastAdmin => Answer.Conflict("This is the last enabled administrator."),
        AgentResult.UnknownRole => Answer.Invalid("role", "there is no such role"),
        AgentResult.VersionDiffers differs => Answer.VersionDiffers(AgentView.Of(differs.Agent), ApiJson.Default.AgentView, differs.Agent.Version),
        _ => Answer.NotFound(),
    };
}
