namespace Hub.Core.Conversations;

/// <summary>A file of a message, or an upload that waits for its message.</summary>
public sealed record Attachment
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The message that it belongs to; null while it is an upload.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Its display name.</summary>
    public required string Name { get; init; }

    /// <summary>The media type that its sender gave it; what it is served as is the server's decision.</summary>
    public required string Type { get; init; }

    /// <summary>The Content-ID by which the message's HTML shows it, or null.</summary>
    public string? ContentId { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its bytes where they are few.</summary>
    public byte[]? Content { get; init; }

    /// <summary>The blob of its bytes.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Who uploaded it; null where a customer sent it.</summary>
    public string? UploadedBy { get; init; }

    /// <summary>The queue of its conversation.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>The assignee of its conversation.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>Who is asked for advice on its conversation.</summary>
    public Guid? ConsultedId { get; init; }
}
