using Hub.Core.Agents;
using Hub.Core.Routing;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>How a queue gives its conversations to agents, and to whom.</summary>
public sealed record QueueRoutingModel
{
    public required ShellModel Shell { get; init; }

    public required WorkQueue Queue { get; init; }

    public required QueueRouting Routing { get; init; }

    /// <summary>The other queues, whose members may help.</summary>
    public required IReadOnlyList<WorkQueue> Queues { get; init; }

    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>The ranks of its members.</summary>
    public required IReadOnlyDictionary<Guid, int> Ranks { get; init; }

    /// <summary>The members, the first in rank first.</summary>
    public IEnumerable<(Agent Agent, int Rank)> Members =>
        Agents.Where(agent => Ranks.ContainsKey(agent.Id)).Select(agent => (Agent: agent, Rank: Ranks[agent.Id])).OrderBy(member => member.Rank).ThenBy(member => member.Agent.Name, StringComparer.Ordinal);

    /// <summary>Those who could become members.</summary>
    public IEnumerable<Agent> Outsiders => Agents.Where(agent => !agent.Disabled && !Ranks.ContainsKey(agent.Id));
}
