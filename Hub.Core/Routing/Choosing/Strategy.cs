namespace Hub.Core.Routing.Choosing;

/// <summary>Which of the agents who can have a conversation gets it, as stored and as the API names it.</summary>
public static class Strategy
{
    /// <summary>Who has waited longest for work.</summary>
    public const string LongestIdle = "longestIdle";

    /// <summary>Who has most of the skills asked for; of equals the longest idle.</summary>
    public const string BestSkill = "bestSkill";

    /// <summary>Who carries the smallest part of what they may; of equals the longest idle.</summary>
    public const string LeastLoaded = "leastLoaded";

    /// <summary>Who stands first in the queue's ranks; of equals the longest idle.</summary>
    public const string Rank = "rank";

    /// <summary>Every strategy.</summary>
    public static IReadOnlyList<string> All { get; } = [LongestIdle, BestSkill, LeastLoaded, Rank];
}
