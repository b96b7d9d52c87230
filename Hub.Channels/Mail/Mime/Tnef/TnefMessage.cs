namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>What a TNEF stream holds of a message.</summary>
internal sealed record TnefMessage
{
    /// <summary>The plain text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Its attachments, in their order.</summary>
    public required IReadOnlyList<TnefFile> Files { get; init; }

    /// <summary>Whether it was read to its end without a fault.</summary>
    public required bool IsComplete { get; init; }
}
