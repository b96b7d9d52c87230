using static Hub.Core.Rules.RuleOperator;

namespace Hub.Core.Rules;

/// <summary>What conditions look at, as stored and as the API names it.</summary>
public static class RuleField
{
    /// <summary>The id of the channel account that the message came by.</summary>
    public const string Channel = "channel";

    /// <summary>The kind of contact point that it came from, one of <see cref="Contacts.PointKinds"/>.</summary>
    public const string PointKind = "pointKind";

    /// <summary>The address that it came from.</summary>
    public const string From = "from";

    /// <summary>An address that it was written to or copied to.</summary>
    public const string To = "to";

    /// <summary>Its subject.</summary>
    public const string Subject = "subject";

    /// <summary>Its text without what it quotes; of one over 64 KiB the beginning.</summary>
    public const string Text = "text";

    /// <summary>Its subject or its text.</summary>
    public const string Words = "words";

    /// <summary>The conversation's language, else the contact's; <c>zh</c> is also that of <c>zh-CN</c>.</summary>
    public const string Language = "language";

    /// <summary>The contact's tier, one of <see cref="Contacts.CustomerTier"/>.</summary>
    public const string Tier = "tier";

    /// <summary>The name of the contact's organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>A tag of the conversation.</summary>
    public const string Tag = "tag";

    /// <summary>The key of the conversation's queue.</summary>
    public const string Queue = "queue";

    /// <summary>The conversation's priority.</summary>
    public const string Priority = "priority";

    /// <summary>The message's files.</summary>
    public const string Attachments = "attachments";

    /// <summary>A calendar, by its key.</summary>
    public const string Calendar = "calendar";

    /// <summary>The time of the week.</summary>
    public const string Time = "time";

    /// <summary>Every field with its operators, one of <see cref="RuleOperator"/> each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Operators { get; } = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Channel] = [Is],
        [PointKind] = [Is],
        [From] = [Is, Domain, Like],
        [To] = [Is, Domain, Like],
        [Words] = [Contains],
        [Subject] = [Contains],
        [Text] = [Contains],
        [Language] = [Is],
        [Tier] = [Is],
        [Organisation] = [Is, Like],
        [Tag] = [Is],
        [Queue] = [Is],
        [Priority] = [Is, AtLeast, AtMost],
        [Attachments] = [Exist],
        [Calendar] = [Open, Closed],
        [Time] = [Within],
    };
}
