namespace Hub.Core.Conversations.Moves;

/// <summary>What of a message matters to where it goes.</summary>
internal sealed record MovedMessage
{
    public required Guid Id { get; init; }

    public required string Direction { get; init; }

    public required string Channel { get; init; }

    public Guid? ContactId { get; init; }

    public Guid? PointId { get; init; }

    public string? Subject { get; init; }

    public string? JoinedBy { get; init; }

    public required long StoredAt { get; init; }

    public bool IsOfCustomer => Direction == MessageDirection.In && ContactId is not null;
}
