namespace Hub.Core.Rules;

/// <summary>What a rule did with a conversation.</summary>
public sealed record RuleRecord
{
    /// <summary>Its number: later ones are higher.</summary>
    public required long Seq { get; init; }

    /// <summary>The message that it looked at.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The rule, which may be deleted since.</summary>
    public required Guid RuleId { get; init; }

    /// <summary>What the rule was called.</summary>
    public required string RuleName { get; init; }

    /// <summary>The rule's version.</summary>
    public required long RuleVersion { get; init; }

    /// <summary>What it changed.</summary>
    public required RuleEffect Effect { get; init; }

    /// <summary>When, UTC milliseconds.</summary>
    public required long At { get; init; }
}
