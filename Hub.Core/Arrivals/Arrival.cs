using Hub.Core.Conversations;
using Hub.Core.Quoting;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Arrivals;

/// <summary>An inbound message made ready outside the transaction: addresses canonical, HTML clean, large bodies durable.</summary>
internal sealed record Arrival
{
    public required Guid MessageId { get; init; }

    public required InboundMessage Message { get; init; }

    /// <summary>The sender's canonical address.</summary>
    public required string Address { get; init; }

    public required StoredBody Text { get; init; }

    public required StoredBody Html { get; init; }

    /// <summary>Which of the text is new; null where all of it is.</summary>
    public BodyParts? TextParts { get; init; }

    /// <summary>Which of the HTML is new; null where all of it is.</summary>
    public BodyParts? HtmlParts { get; init; }

    /// <summary>How the new text begins; null where the text itself begins so.</summary>
    public string? Preview { get; init; }

    public required IReadOnlyList<ArrivedFile> Files { get; init; }

    /// <summary>The message as it came, ready for its row; null where it is not kept.</summary>
    public StoredFile? Original { get; init; }

    /// <summary>SHA-256 over what a reader would call the same message.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What of it goes to the customer where it is an agent's answer; null where it cannot be one.</summary>
    public PreparedMessage? Answer { get; init; }
}
