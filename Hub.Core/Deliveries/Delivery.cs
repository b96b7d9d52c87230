using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>A row of the ledger. Times are UTC milliseconds.</summary>
public sealed class Delivery
{
    internal const string Columns =
        """
        seq, id, message_id, conversation_id, channel, address, state, class, error, attempts, next_at, expires_at, holds_until, provider_id,
        created_at, updated_at
        """;

    /// <summary>Its number, in order of planning.</summary>
    public long Seq { get; init; }

    /// <summary>Its id, the same in every attempt.</summary>
    public Guid Id { get; init; }

    /// <summary>The message it carries.</summary>
    public Guid MessageId { get; init; }

    /// <summary>The conversation of the message.</summary>
    public Guid ConversationId { get; init; }

    /// <summary>The channel account that sends it.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The receiver.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; init; }

    /// <summary>Why the last attempt did not end in acceptance.</summary>
    public DeliveryClass? Class { get; init; }

    /// <summary>What the provider said to it.</summary>
    public string? Error { get; init; }

    /// <summary>Attempts begun.</summary>
    public long Attempts { get; init; }

    /// <summary>When it may be tried (next).</summary>
    public long NextAt { get; init; }

    /// <summary>When it is no longer worth trying.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>Until when, waiting for a retry, it holds later ones of its conversation and channel back.</summary>
    public long? HoldsUntil { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderId { get; init; }

    /// <summary>When it was planned.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public long UpdatedAt { get; init; }
}
