using System.Text.Json.Serialization;

namespace Hub.Core.Routing.Choosing;

/// <summary>An agent as a decision saw them.</summary>
public sealed record Candidate
{
    /// <summary>The rank of one who is no member of the queue.</summary>
    public const int NoRank = 1_000;

    /// <summary>The agent's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version of the agent's record.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }

    /// <summary>Whether the account is closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Disabled { get; init; }

    /// <summary>One of <see cref="Agents.Presence"/>.</summary>
    public required string Presence { get; init; }

    /// <summary>What the agent carried, in tenths of a unit.</summary>
    public required long Load { get; init; }

    /// <summary>What the agent might carry with this one, in tenths of a unit: more where it interrupts.</summary>
    public required long Limit { get; init; }

    /// <summary>Since when the agent had waited for work, UTC milliseconds.</summary>
    public required long IdleSince { get; init; }

    /// <summary>The agent's place in the queue, the first being 0; <see cref="NoRank"/> for no member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Rank { get; init; }

    /// <summary>The agent's levels in the skills that were asked for, in their order; 0 where there is none.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Until when the agent is not asked again, UTC milliseconds; null for one who has not declined.</summary>
    public long? DeclinedUntil { get; init; }
}
