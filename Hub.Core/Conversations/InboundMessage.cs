namespace Hub.Core.Conversations;

/// <summary>What a customer sent, in the one form that every channel turns its inputs into.</summary>
public sealed record InboundMessage
{
    /// <summary>What makes a second offer of the same thing a duplicate.</summary>
    public required SourceKey Source { get; init; }

    /// <summary>Who sent it, as the channel names its senders.</summary>
    public required string FromAddress { get; init; }

    /// <summary>The name that the sender gives; proves nothing.</summary>
    public string? FromName { get; init; }

    /// <summary>The subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The text body; made from the HTML where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML body as it came; only the sanitizer's output of it is stored.</summary>
    public string? Html { get; init; }

    /// <summary>The channel's own name of the thread, or our keyed token that came back; null on channels without threads.</summary>
    public string? Thread { get; init; }

    /// <summary>When it was sent, by the provider's account.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<InboundAttachment> Attachments { get; init; } = [];
}
