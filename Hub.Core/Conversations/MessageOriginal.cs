namespace Hub.Core.Conversations;

/// <summary>The form in which a message came, as it is stored.</summary>
public sealed record MessageOriginal
{
    /// <summary>Its media type, such as <c>message/rfc822</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its bytes where they are few.</summary>
    public byte[]? Content { get; init; }

    /// <summary>The blob of its bytes.</summary>
    public string? ContentHash { get; init; }
}
