namespace Hub.Core.Conversations.Threading;

/// <summary>A conversation that an arrival could join.</summary>
internal sealed record JoinableConversation
{
    public required Guid Id { get; init; }

    public required Guid ContactId { get; init; }

    public required string Channel { get; init; }

    public required bool Threaded { get; init; }

    public required string Status { get; init; }

    public required long? ResolvedAt { get; init; }

    public required long? WaitingSince { get; init; }

    public required Guid? QueueId { get; init; }

    public required Guid? AssigneeId { get; init; }

    public required Guid? MergedInto { get; init; }

    public required string? Subject { get; init; }

    public required bool Junk { get; init; }

    /// <summary>Whether it waits for the customer or for a time.</summary>
    public bool IsParked => Status is ConversationStatus.Pending or ConversationStatus.Snoozed;

    /// <summary>Whether it is open and its customer waits: then a further message changes nothing but its activity.</summary>
    public bool IsWaiting => Status == ConversationStatus.Open && WaitingSince is not null;
}
