using Hub.Core.Conversations;
using Hub.Core.Quoting;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Rules;

/// <summary>What the store says of a customer's message and its conversation.</summary>
internal sealed record RuleMessage
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required long Number { get; init; }

    public required Guid ContactId { get; init; }

    public required string Channel { get; init; }

    public string? PointKind { get; init; }

    public string? FromAddress { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }

    public string? Parts { get; init; }

    public string? Preview { get; init; }

    public string? Flags { get; init; }

    public bool HasFiles { get; init; }

    public long StoredAt { get; init; }

    public required string Tier { get; init; }

    public string? Organisation { get; init; }

    public string? Language { get; init; }

    public string? ContactLanguage { get; init; }

    public Guid? QueueId { get; init; }

    public long Priority { get; init; }

    public string Tags { get; init; } = "[]";

    public string? Skills { get; init; }

    /// <summary>Whether rules have yet to look at its conversation for the first time.</summary>
    public bool AwaitsRules { get; init; }

    /// <summary>Whether nobody waits for an answer to it, or it is junk: no rule looks at it.</summary>
    public bool IsIdle => MessageFlag.IsAnswerless(Flags) || MessageFlag.Has(Flags, MessageFlag.Junk);

    /// <summary>What rules know of it.</summary>
    /// <param name="lookup">What the rules name.</param>
    /// <param name="receivers">The addresses that it was written and copied to.</param>
    /// <param name="isFirst">Whether it began its conversation.</param>
    public RuleFacts Facts(RuleLookup lookup, IEnumerable<string> receivers, bool isFirst) => new()
    {
        IsFirst = isFirst,
        IsOfProgram = MessageFlag.IsOfProgram(Flags),
        Channel = Channel,
        PointKind = PointKind,
        From = FromAddress,
        To = [.. receivers],
        Subject = new RuleText(Subject),
        Text = new RuleText(Body is not null && BodyParts.Parse(Parts) is { } said ? said.NewText(Body) : Body ?? Preview),
        HasAttachments = HasFiles,
        At = StoredAt.ToTime(),
        OpenCalendars = lookup.OpenAt(StoredAt.ToTime()),
        Tier = Tier,
        Organisation = Organisation,
        Language = Language ?? ContactLanguage,
        Queue = lookup.KeyOf(QueueId),
        Priority = Priority,
        Tags = ConversationTags.Read(Tags),
        Skills = SkillNeed.ReadAll(Skills),
    };
}
