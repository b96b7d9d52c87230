using Hub.Core.Conversations;

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

    /// <summary>Everybody it goes to, <see cref="To"/> first, on a channel that carries copies; empty on others.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <summary>As whom it goes out, where that is not the account itself; the address is the account's, or was when it was written.</summary>
    public OutboundSender? Sender { get; init; }

    /// <summary>What it is sent for, one of <see cref="Deliveries.SendPurpose"/>. What no person writes goes to <see cref="To"/> alone, whomever
    /// it names besides.</summary>
    public string Purpose { get; init; } = Deliveries.SendPurpose.Answer;

    /// <summary>Our keyed name of this delivery by which its receiver ends what is sent for this purpose; null where there is nothing to
    /// end.</summary>
    public string? UnsubscribeToken { get; init; }

    /// <summary>Our keyed name of this conversation: what the receiver quotes to stay in it.</summary>
    public required string Token { get; init; }

    /// <summary>Our keyed name of the conversation in which it was written, where it has moved since: its own id bears that, in every attempt.</summary>
    public string? OwnToken { get; init; }

    /// <summary>Our keyed name of this delivery: by what reports of it are known. Null where nothing is reported.</summary>
    public string? ReturnToken { get; init; }

    /// <summary>The channel's own name of the thread; null where it has none.</summary>
    public string? Thread { get; init; }

    /// <summary>The last messages of the conversation on this channel before it, oldest first: what it follows.</summary>
    public IReadOnlyList<EarlierMessage> Earlier { get; init; } = [];

    /// <summary>The subject, where the conversation has one.</summary>
    public string? Subject { get; init; }

    /// <summary>The text body.</summary>
    public required string Text { get; init; }

    /// <summary>The approved text that it is made from; null where <see cref="Text"/> is what is sent.</summary>
    public MessageTemplate? Template { get; init; }

    /// <summary>The sanitized HTML body, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Whether it answers a message by itself, without a human or another system behind it.</summary>
    public bool IsAutoReply { get; init; }

    /// <summary>The name of the agent who wrote it, or null when the hub did.</summary>
    public string? AgentName { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<OutboundAttachment> Attachments { get; init; } = [];
}
