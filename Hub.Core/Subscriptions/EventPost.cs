namespace Hub.Core.Subscriptions;

/// <summary>An event that a subscription is still to be told, or could not be told.</summary>
public sealed record EventPost
{
    /// <summary>The number of the journal's entry, by which a receiver knows a repetition.</summary>
    public required long Seq { get; init; }

    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>The JSON that is posted.</summary>
    public required string Body { get; init; }

    /// <summary>The conversation in which events keep their order; null for those that belong to none.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>How often it was posted in vain.</summary>
    public long Attempts { get; init; }

    /// <summary>Why the receiver did not take it, in words of the hub.</summary>
    public string? Error { get; init; }

    /// <summary>When it was given up, UTC milliseconds.</summary>
    public long? FailedAt { get; init; }
}
