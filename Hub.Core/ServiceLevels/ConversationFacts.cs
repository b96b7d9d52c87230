namespace Hub.Core.ServiceLevels;

/// <summary>What of a conversation decides which promises count for it.</summary>
internal sealed record ConversationFacts
{
    public required Guid Id { get; init; }

    public required Guid ContactId { get; init; }

    public Guid? QueueId { get; init; }

    public Guid? AssigneeId { get; init; }

    public required string Status { get; init; }

    public required long Priority { get; init; }

    public required string Tier { get; init; }

    /// <summary>The account that the customer wrote by last.</summary>
    public required string ReplyChannel { get; init; }

    /// <summary>That account's kind of channel; null while it is not at work.</summary>
    public string? ChannelKind { get; init; }

    public long? WaitingSince { get; init; }

    /// <summary>The number of the first message that answered the customer; null while there is none.</summary>
    public long? FirstAnswer { get; init; }
}
