namespace Hub.Host.Chat;

/// <summary>An agent who writes an answer to a visitor.</summary>
internal sealed record ChatWriter
{
    public required string Name { get; init; }

    /// <summary>Until when that is believed, UTC milliseconds.</summary>
    public required long UntilAt { get; init; }
}
