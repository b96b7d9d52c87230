using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;
using Hub.Core.Rules;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>Who got a conversation, and why nobody else did.</summary>
public sealed record DecisionsModel
{
    /// <summary>How many of those who did not get it are named.</summary>
    private const int MostNearest = 10;

    public required ShellModel Shell { get; init; }

    public required DeskPlace Place { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>The agent about whom is asked; null for the nearest ones.</summary>
    public required Guid? Asked { get; init; }

    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>What rules did with it, in order; none for one who may not read them.</summary>
    public required IReadOnlyList<RuleRecord> Rules { get; init; }

    /// <summary>The decisions, the latest first.</summary>
    public required IReadOnlyList<RoutingDecision> Rows { get; init; }

    /// <summary>Those who did not get it that are named, the nearest first.</summary>
    public IReadOnlyList<Verdict> Losers(IReadOnlyList<Verdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.Refusal is not null && (Asked is null || verdict.Candidate.Id == Asked)).Take(MostNearest)];

    /// <summary>How many more there were, by reason.</summary>
    public IEnumerable<(string Refusal, int Count)> Others(IReadOnlyList<Verdict> verdicts) => Asked is not null
        ? []
        : verdicts.Where(verdict => verdict.Refusal is not null).Skip(MostNearest).GroupBy(verdict => verdict.Refusal!).Select(group => (group.Key, group.Count()));

    public string NameOf(Guid agent) => Agents.FirstOrDefault(one => one.Id == agent)?.Name ?? agent.ToString();
}
