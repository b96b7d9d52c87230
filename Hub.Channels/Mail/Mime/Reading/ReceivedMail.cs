namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// A mail as it was read (RFC 5322, RFC 2045 to 2049). Its files and fields are views of the bytes that were read: those must not change
/// while this is in use. Nothing here is verified: every header is what the sender claims.
/// </summary>
public sealed record ReceivedMail
{
    /// <summary>The fields of its header, in their order.</summary>
    public required HeaderFields Headers { get; init; }

    /// <summary>The first mailbox of From, or null where there is none with an address. See <see cref="MailFlags.AmbiguousSender"/>.</summary>
    public MailAddress? From { get; init; }

    /// <summary>Every mailbox of every From, at most 200.</summary>
    public IReadOnlyList<MailAddress> Senders { get; init; } = [];

    /// <summary>The mailbox of Sender: who sent it on behalf of <see cref="From"/>, or null.</summary>
    public MailAddress? Sender { get; init; }

    /// <summary>Where answers are wanted, at most 200.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Its receivers, at most 200. See <see cref="MailFlags.ManyReceivers"/>.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>The receivers of copies, at most 200.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>The receivers of hidden copies, at most 200: only the copy that its sender keeps names them.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>Its subject, decoded, on one line; null where the mail has none.</summary>
    public string? Subject { get; init; }

    /// <summary>Its Message-ID without angle brackets; null where it has none, or one longer than 998 chars.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ids that it refers to: those of In-Reply-To, then those of References, the newest first; each once, at most 20.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>When its sender says that it was written, in UTC; null where that cannot be read.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its plain text, lines ending in LF; null where it has only HTML, or no text at all.</summary>
    public string? Text { get; init; }

    /// <summary>Its HTML, as sent: hostile until it is sanitized. Null where it has none.</summary>
    public string? Html { get; init; }

    /// <summary>Its attachments and inline images, in their order.</summary>
    public IReadOnlyList<MailFile> Files { get; init; } = [];

    /// <summary>What a reader should be warned of: values of <see cref="MailFlags"/>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
