namespace Hub.Core.Forwarding;

/// <summary>To whom a message of a conversation is to be shown, and how.</summary>
public sealed record ForwardWish
{
    /// <summary>The receivers, at least one.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Further receivers.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Hidden receivers.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>What the agent says to them above it, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The mail as it came as a file, instead of its text and files.</summary>
    public bool AsOriginal { get; init; }

    /// <summary>The ids of those of its files that go along; null for all of them.</summary>
    public IReadOnlyList<Guid>? Files { get; init; }

    /// <summary>The channel account, one of mail; where null that of the message, or the only one that there is.</summary>
    public string? Channel { get; init; }

    /// <summary>The language of the lines above the message, a tag (BCP 47); English where it is none of <see cref="ForwardWords"/>.</summary>
    public string? Language { get; init; }
}
