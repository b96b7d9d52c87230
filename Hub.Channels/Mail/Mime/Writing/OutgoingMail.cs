using Hub.Core.Channels;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// A mail to be written (RFC 5322, RFC 2045). Who gets it is the envelope's matter: a blind copy is named there and nowhere here.
/// </summary>
public sealed record OutgoingMail
{
    /// <summary>Who sends it.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Where answers go, or null where they go to <see cref="From"/>.</summary>
    public MailAddress? ReplyTo { get; init; }

    /// <summary>To whom it is.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Who gets a copy that the others see.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>The subject; control characters become spaces.</summary>
    public required string Subject { get; init; }

    /// <summary>Its own id, without angle brackets: <c>left@right</c> in printable ASCII.</summary>
    public required string MessageId { get; init; }

    /// <summary>The id of the mail that it answers, without angle brackets. One that is no id is left out.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The ids of the thread so far, oldest first, without angle brackets. Those that are none are left out.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Whether no human wrote it: then it says <c>Auto-Submitted: auto-generated</c> (RFC 3834 section 5).</summary>
    public bool Automatic { get; init; }

    /// <summary>Whether it answers a mail by itself: then it says <c>Auto-Submitted: auto-replied</c> (RFC 3834 section 5).</summary>
    public bool AutoReply { get; init; }

    /// <summary>The mark by which the hub knows it again when it comes back (<c>X-OmniHub-Delivery</c>): ASCII letters, digits and hyphens; null
    /// for none.</summary>
    public string? Mark { get; init; }

    /// <summary>Where its receiver ends such mails (<c>List-Unsubscribe</c>, RFC 2369), the best first; with an https address among them one POST
    /// there does it (<c>List-Unsubscribe-Post</c>, RFC 8058). Empty for none.</summary>
    public IReadOnlyList<Uri> Unsubscribe { get; init; } = [];

    /// <summary>The text body.</summary>
    public required string Text { get; init; }

    /// <summary>The same in HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<OutboundAttachment> Files { get; init; } = [];
}
