using Hub.Core;
using Hub.Core.Agents;

namespace Hub.Host.Api;

/// <summary>An agent as the API shows it; loads are in tenths of a unit of capacity.</summary>
internal sealed record AgentView(
    string Id, string User, string Name, string? Email, string Role, bool Disabled, PresenceView Presence, long Load, long LoadLimit, long InterruptLimit,
    bool MayBegin, long Version)
{
    public static AgentView Of(Agent agent) => new(
        Ids.Text(agent.Id),
        agent.UserName,
        agent.Name,
        agent.Email,
        agent.Role,
        agent.Disabled,
        new PresenceView(agent.Presence, agent.PresenceReason, agent.PresenceAt.ToTime()),
        agent.Load,
        agent.LoadLimit,
        agent.InterruptLimit,
        agent.MayBegin,
        agent.Version);
}

/// <summary>Whether an agent takes work, why not, and since when.</summary>
internal sealed record PresenceView(string State, string? Reason, DateTimeOffset At);
