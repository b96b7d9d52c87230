namespace Hub.Core.Channels;

/// <summary>What a channel is asked to send.</summary>
public sealed record OutboundMessage
{
    /// <summary>The delivery's id: the same in every attempt, so a receiver can recognise a repetition by it.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The message's id.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The conversation's id.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>The conversation's short number.</summary>
    public required long ConversationNumber { get; init; }

    /// <summary>The receiver's address, canonical for the channel's kind of contact point.</summary>
    public required string To { get; init; }

    /// <summary>What the receiver quotes to stay in this conversation: the channel's own thread, else a keyed token.</summary>
    public required string Thread { get; init; }

    /// <summary>The subject, where the conversation has one.</summary>
    public string? Subject { get; init; }

    /// <summary>The text body.</summary>
    public required string Text { get; init; }

    /// <summary>The sanitized HTML body, or null.</summary>
    public string? Html { get; init; }

    /// <summary>The name of the agent who wrote it, or null when the hub did.</summary>
    public string? AgentName { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<OutboundAttachment> Attachments { get; init; } = [];
}
