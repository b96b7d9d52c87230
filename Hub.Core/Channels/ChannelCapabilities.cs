namespace Hub.Core.Channels;

/// <summary>What a channel can carry, how fast, and how it behaves when an attempt's outcome is not known.</summary>
public sealed record ChannelCapabilities
{
    /// <summary>Whether the channel sends at all.</summary>
    public bool Sends { get; init; } = true;

    /// <summary>Whether an HTML body is carried beside the text.</summary>
    public bool Html { get; init; }

    /// <summary>Whether files are carried.</summary>
    public bool Attachments { get; init; }

    /// <summary>Whether the channel keeps threads apart, so that a contact may have several open conversations on it.</summary>
    public bool Threads { get; init; }

    /// <summary>Whether a subject is carried.</summary>
    public bool Subject { get; init; }

    /// <summary>Whether one message goes to several receivers, copies (cc) and hidden copies (bcc) among them.</summary>
    public bool Copies { get; init; }

    /// <summary>Whether what agents write ends with the signature of their queue.</summary>
    public bool Signed { get; init; }

    /// <summary>Whether programs answer on it without being asked to, so that two of them may go on for ever: then the hub stops.</summary>
    public bool BreaksLoops { get; init; }

    /// <summary>For how long after somebody's last message they may be written to freely, later only by a template; null for ever.</summary>
    public TimeSpan? AnswerWindow { get; init; }

    /// <summary>Whether messages are made from texts that the provider has approved (<see cref="MessageTemplate"/>).</summary>
    public bool Templates { get; init; }

    /// <summary>The longest text, in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>Attempts begun per second at the most.</summary>
    public double MaxPerSecond { get; init; } = 50;

    /// <summary>Attempts under way at the same time on one node at the most.</summary>
    public int MaxConcurrent { get; init; } = 8;

    /// <summary>Attempts under way at the same time to receivers of one mail domain at the most, those of other nodes included; two nodes
    /// that begin at the same instant may go beyond it. Addresses without a domain are not counted.</summary>
    public int MaxPerDomain { get; init; } = int.MaxValue;

    /// <summary>
    /// Whether the receiver recognises a repeated attempt by its id and drops it. Only then is an attempt of unknown outcome repeated
    /// without a human's word.
    /// </summary>
    public bool ReceiverDeduplicates { get; init; }

    /// <summary>
    /// How long one attempt may take before its outcome counts as unknown: more than the channel's own timeouts, which know better where
    /// it stopped.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For how long a delivery is tried.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);
}
