namespace Hub.Core.ServiceLevels;

/// <summary>How a clock ended, as stored and as the API names it.</summary>
public static class ClockEnd
{
    /// <summary>An agent has answered.</summary>
    public const string Answered = "answered";

    /// <summary>The conversation was resolved; for an answer that was promised, without one.</summary>
    public const string Resolved = "resolved";

    /// <summary>The conversation is junk.</summary>
    public const string Junk = "junk";

    /// <summary>The conversation was merged into another one, or what waited for an answer was moved to it.</summary>
    public const string Moved = "moved";

    /// <summary>No target fits any more.</summary>
    public const string NoTarget = "noTarget";
}
