namespace Hub.Core.Rules;

/// <summary>What a rule does with a conversation; what is not said stays as it is.</summary>
/// <param name="Queue">The key of the queue that it goes to.</param>
/// <param name="Skills">The skills that it asks of an agent, beside those that it asks for already.</param>
/// <param name="Priority">Its priority, -100 to 100.</param>
/// <param name="AddTags">Tags that it gets.</param>
/// <param name="RemoveTags">Tags that it loses.</param>
/// <param name="Language">Its language, as a BCP 47 tag.</param>
/// <param name="Reply">What the customer is answered, once in 24 hours and never to programs.</param>
/// <param name="Stop">Whether no later rule looks at the message.</param>
public sealed record RuleActions(
    string? Queue = null,
    IReadOnlyList<RuleSkill>? Skills = null,
    long? Priority = null,
    IReadOnlyList<string>? AddTags = null,
    IReadOnlyList<string>? RemoveTags = null,
    string? Language = null,
    RuleReply? Reply = null,
    bool Stop = false)
{
    /// <summary>The furthest priority from 0.</summary>
    public const long MostPriority = 100;

    /// <summary>The most tags that are added or removed.</summary>
    public const int MostTags = 20;

    /// <summary>The longest tag, in UTF-16 units.</summary>
    public const int LongestTag = 60;

    /// <summary>The most skills.</summary>
    public const int MostSkills = 10;
}
