namespace Hub.Core.Arrivals;

/// <summary>What became of an input; durable when it is answered.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>It opened a conversation.</summary>
    public sealed record Created(Guid MessageId, Guid ConversationId) : IntakeResult;

    /// <summary>It joined a conversation.</summary>
    public sealed record Appended(Guid MessageId, Guid ConversationId) : IntakeResult;

    /// <summary>It was here before: the message (or quarantined input) that it became then.</summary>
    public sealed record Duplicate(Guid MessageId, Guid? ConversationId) : IntakeResult;

    /// <summary>It could not be handled and is kept whole.</summary>
    public sealed record Quarantined(Guid QuarantineId, string Reason) : IntakeResult;
}
