using Hub.Core.Agents;
using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>What agents may do as of now, where it is not a session that says who they are.</summary>
internal static class AgentSubjects
{
    private const string SelectPermissions = "SELECT permissions FROM roles WHERE name = $1";

    private const string SelectQueues = "SELECT queue_id FROM queue_members WHERE agent_id = $1";

    /// <summary>The subject that an agent is, or null where the role is gone.</summary>
    public static async Task<Subject?> OfAsync(DbSession db, Agent agent, CancellationToken ct) =>
        await db.Statement(SelectPermissions).Bind(agent.Role).FirstAsync(row => row.Text(0), ct) is { } permissions
            ? await OfAsync(db, (agent.Id, agent.Role, permissions, agent.MayBegin), ct)
            : null;

    /// <summary>The subject that an agent with this role is.</summary>
    public static async Task<Subject> OfAsync(DbSession db, (Guid Id, string Role, string Permissions, bool MayBegin) agent, CancellationToken ct)
    {
        var permissions = Permissions.Parse(agent.Permissions);
        var queues = await db.Statement(SelectQueues).Bind(agent.Id).ListAsync(queue => queue.Id(0), ct);
        return new Subject
        {
            Id = agent.Id,
            IsAgent = true,
            Role = agent.Role,
            Permissions = agent.MayBegin ? permissions : permissions.Without(Actions.BeginContact),
            QueueIds = queues.ToHashSet(),
        };
    }
}
