namespace Hub.Core.Journal;

/// <summary>
/// What happened, for everything that reacts: ids, what changed and who acted; never bodies or addresses. The queue and the assignee are
/// those of the conversation after the change, so that a reader can tell who may see the entry without asking again.
/// </summary>
public sealed record JournalEntry
{
    /// <summary>The entry's number, in commit order; 0 until it is written.</summary>
    public long Seq { get; init; }

    /// <summary>When it happened, UTC milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>What happened, one of <see cref="JournalKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who acted: <c>system</c>, <c>agent:ID</c>, <c>key:ID</c>, <c>channel:ID</c>, <c>rule:ID</c>, or a reader by its name.</summary>
    public required string Actor { get; init; }

    /// <summary>The conversation concerned.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>The message concerned.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>The contact concerned.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The conversation's queue after the change.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>The conversation's assignee after the change, or the agent concerned.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The id of anything else concerned: a delivery, a quarantined input, an alarm.</summary>
    public string? Subject { get; init; }

    /// <summary>The changed fields and their new values as a JSON object, without personal data; null where the kind says it all.</summary>
    public string? Changes { get; init; }
}
