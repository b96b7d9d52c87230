using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>An agent on the board.</summary>
internal sealed class BoardAgent(Guid id)
{
    public Guid Id { get; } = id;

    public long Version { get; set; }

    public bool Disabled { get; set; }

    public string Presence { get; set; } = Agents.Presence.Offline;

    public long Load { get; set; }

    public long Limit { get; set; }

    /// <summary>How much more of what interrupts.</summary>
    public long InterruptLimit { get; set; }

    public long IdleSince { get; set; }

    public IReadOnlyDictionary<string, int> Skills { get; set; } = new Dictionary<string, int>();

    /// <summary>The queues that the agent is a member of.</summary>
    public HashSet<BoardQueue> Queues { get; } = [];

    /// <summary>Those who wait with a reservation for the agent.</summary>
    public Line Kept { get; } = [];

    public bool MayTakeMore => Presence == Agents.Presence.Available && !Disabled && Load < Limit + InterruptLimit;

    public bool IsThere => Presence != Agents.Presence.Offline && !Disabled;

    public Candidate AsCandidate(Waiting waiting, int rank) => new()
    {
        Id = Id,
        Version = Version,
        Disabled = Disabled,
        Presence = Presence,
        Load = Load,
        Limit = waiting.Interrupts ? Limit + InterruptLimit : Limit,
        IdleSince = IdleSince,
        Rank = rank,
        Levels = waiting.Needs.Count == 0 ? [] : [.. waiting.Needs.Select(need => Skills.GetValueOrDefault(need.Skill))],
        DeclinedUntil = waiting.Declined.TryGetValue(Id, out var until) ? until : null,
    };
}
