namespace Hub.Core.Channels;

/// <summary>What the provider is told.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, or null for none; for an error, a sentence that says what is wrong.</param>
/// <param name="ContentType">The body's media type.</param>
public sealed record WebhookAnswer(int Status, string? Body = null, string ContentType = "text/plain")
{
    /// <summary>A body of bytes, where it is no text; else null.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }
}
