namespace Hub.Core.Acknowledgements;

/// <summary>A conversation with the message that began it.</summary>
internal sealed record BegunConversation
{
    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required Guid ContactId { get; init; }

    public required Guid? QueueId { get; init; }

    public required Guid? AssigneeId { get; init; }

    public required string Channel { get; init; }

    /// <summary>Who wrote, canonical.</summary>
    public required string From { get; init; }

    public required string? Flags { get; init; }

    public required string? Subject { get; init; }

    /// <summary>The text, or null where it is large.</summary>
    public required string? Body { get; init; }

    /// <summary>The language of the contact, or null where it is not known.</summary>
    public required string? Language { get; init; }

    public required long StoredAt { get; init; }
}
