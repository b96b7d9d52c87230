using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Bench.Live;

/// <summary>Agents of the queue that chats go to, signed in and available, and one who may answer everywhere.</summary>
/// <param name="Agents">The agents' sessions.</param>
/// <param name="Supervisor">The session of the one who answers.</param>
internal sealed record LiveTeam(IReadOnlyList<string> Agents, string Supervisor)
{
    private const string Queue = "support";

    // nobody signs in with one here, and each takes its time to be hashed
    private static readonly string NoPassword = PasswordHash.Create(Ids.Text(Ids.New(TimeProvider.System)));

    /// <summary>Adds them to the hub of this data folder, which nothing else runs on.</summary>
    public static async Task<LiveTeam> AddAsync(string folder, int agents, CancellationToken ct)
    {
        await using var hub = await BenchHub.StartAsync(folder, null, ct);
        var sessions = hub.Services.GetRequiredService<Sessions>();
        var tokens = new List<string>();
        for (var number = 0; number < agents; number++) tokens.Add(await SignInAsync(hub.Store, sessions, $"agent-{number}", "agent", ct));
        return new LiveTeam(tokens, await SignInAsync(hub.Store, sessions, "supervisor", "supervisor", ct));
    }

    private static async Task<string> SignInAsync(Store store, Sessions sessions, string name, string role, CancellationToken ct)
    {
        var agent = new NewAgent { UserName = name, Name = name, Role = role, PasswordHash = NoPassword };
        var id = await store.WriteAsync(
            async (tx, unit) =>
            {
                if (await AgentStore.CreateAsync(tx, agent, Subject.System, unit) is not AgentResult.Done done)
                    throw new InvalidOperationException($"The agent {name} could not be added.");
                var queue = await QueueStore.FindByKeyAsync(tx, Queue, unit)
                    ?? throw new InvalidOperationException($"The shipped configuration has no queue '{Queue}'.");
                await QueueStore.AddMemberAsync(tx, queue.Id, (done.Agent.Id, 0), Subject.System, unit);
                await AgentStore.SetPresenceAsync(tx, done.Agent.Id, Presence.Available, null, Subject.System, unit);
                return done.Agent.Id;
            },
            ct);
        return (await sessions.OpenAsync(id, ct)).Text;
    }
}
