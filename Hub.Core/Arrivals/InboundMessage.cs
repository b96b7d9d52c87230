using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;

namespace Hub.Core.Arrivals;

/// <summary>What a customer sent, or somebody of us from elsewhere, in the one form that every channel turns its inputs into.</summary>
public sealed record InboundMessage
{
    /// <summary>The receivers kept of one message.</summary>
    public const int MostReceivers = 200;

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

    /// <summary>Whether its bodies may repeat what was written before and end with a signature, as mails do.</summary>
    public bool MayQuote { get; init; }

    /// <summary>Where it stands in the channel's threads; null on channels without threads.</summary>
    public ThreadPlace? Thread { get; init; }

    /// <summary>The provider's id under which an answer refers to it, such as a Message-ID; null where answers refer to nothing.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Whom it names beside its sender; at most <see cref="MostReceivers"/> are kept.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <summary>Which of the channel account's further addresses it was sent to, canonical; null where it was sent to the first one. It decides
    /// the queue of a conversation that it begins.</summary>
    public string? SentTo { get; init; }

    /// <summary>What its reader should be warned of: single words in camel case.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Whether nobody waits for an answer to it: it is shown, and neither reopens its conversation nor brings it to an agent.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether the mail server that the account trusts takes it for junk.</summary>
    public bool IsJunk { get; init; }

    /// <summary>What it reports of something that we sent, proven by our keys; null where it reports of nothing of ours.</summary>
    public SentReport? Report { get; init; }

    /// <summary>Whether it is no message to us: somebody of us sent it, or the hub itself, whose delivery <see cref="Report"/> then names.</summary>
    public bool IsSent { get; init; }

    /// <summary>Whether it is an agent's answer to the customer where its sender is one: the channel has proven who sent it, and takes such answers.</summary>
    public bool MayAnswer { get; init; }

    /// <summary>When it was sent, by the provider's account.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<InboundAttachment> Attachments { get; init; } = [];

    /// <summary>The message as it came, to be kept for download; null where nothing but the above is kept.</summary>
    public OriginalInput? Original { get; init; }
}
