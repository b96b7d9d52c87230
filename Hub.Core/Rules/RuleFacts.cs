using Hub.Core.Contacts;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Rules;

/// <summary>All that rules know of a message and its conversation.</summary>
public sealed record RuleFacts
{
    /// <summary>Whether the message began its conversation.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether a program wrote it, which no rule answers.</summary>
    public bool IsOfProgram { get; init; }

    /// <summary>The channel account that it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>The kind of contact point that it came from; null where that is not known.</summary>
    public string? PointKind { get; init; }

    /// <summary>The address that it came from, canonical.</summary>
    public string? From { get; init; }

    /// <summary>The addresses that it was written and copied to.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Its subject.</summary>
    public RuleText Subject { get; init; } = RuleText.None;

    /// <summary>What of its text is new.</summary>
    public RuleText Text { get; init; } = RuleText.None;

    /// <summary>Whether it brought files.</summary>
    public bool HasAttachments { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The keys of the calendars that were open then, of those that the rules name.</summary>
    public IReadOnlySet<string> OpenCalendars { get; init; } = new HashSet<string>();

    /// <summary>The contact's tier.</summary>
    public string Tier { get; init; } = CustomerTier.Uniform;

    /// <summary>The name of the contact's organisation; null for none.</summary>
    public string? Organisation { get; init; }

    /// <summary>The conversation's language, else the contact's; null where neither is known.</summary>
    public string? Language { get; init; }

    /// <summary>The key of the conversation's queue; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The conversation's priority.</summary>
    public long Priority { get; init; }

    /// <summary>The conversation's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the conversation asks of agents.</summary>
    public IReadOnlyList<SkillNeed> Skills { get; init; } = [];

    /// <summary>The facts as a later rule sees them.</summary>
    public RuleFacts After(RuleEffect effect) => this with
    {
        Queue = effect.Queue ?? Queue,
        Priority = effect.Priority ?? Priority,
        Language = effect.Language ?? Language,
        Tags = effect.TagsAfter(Tags),
        Skills = effect.SkillsAfter(Skills),
    };
}
