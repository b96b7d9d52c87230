using System.Text.Json;

namespace Hub.Core.Routing.Choosing;

/// <summary>A skill that a conversation asks of the agent who gets it.</summary>
public sealed record SkillNeed
{
    /// <summary>The least and the most that a level can be.</summary>
    public const int Lowest = 1, Highest = 5;

    /// <summary>The skill's name.</summary>
    public required string Skill { get; init; }

    /// <summary>The level asked for, 1 to 5.</summary>
    public int Level { get; init; } = Lowest;

    /// <summary>Whether an agent without it may get the conversation too, though one with it goes before.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>How the level falls while the customer waits, the earliest first.</summary>
    public IReadOnlyList<SkillRelaxation> Relaxations { get; init; } = [];

    /// <summary>The level asked for after so long, milliseconds; 0 when it is not asked for any more.</summary>
    public int LevelAfter(long waited)
    {
        var level = Level;
        foreach (var step in Relaxations)
            if (step.AfterSeconds * 1_000L <= waited) level = step.Level;
        return level;
    }

    /// <summary>The skills that a conversation has stored so, which is none where it has nothing.</summary>
    public static IReadOnlyList<SkillNeed> ReadAll(string? stored) =>
        stored is null ? [] : JsonSerializer.Deserialize(stored, RoutingJson.Default.IReadOnlyListSkillNeed) ?? [];

    /// <summary>How a conversation stores its skills.</summary>
    public static string WriteAll(IReadOnlyList<SkillNeed> needs) => JsonSerializer.Serialize(needs, RoutingJson.Default.IReadOnlyListSkillNeed);
}
