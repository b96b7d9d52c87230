namespace Hub.Core.Deliveries;

/// <summary>Something to be sent: one message to one address by one channel account.</summary>
public sealed record NewDelivery
{
    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Its conversation; what goes out in one conversation by one channel keeps its order.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>The channel account's id.</summary>
    public required string Channel { get; init; }

    /// <summary>The receiver, canonical for the channel's kind of contact point.</summary>
    public required string Address { get; init; }

    /// <summary>The receiver's mail domain, empty where the address has none.</summary>
    internal string Domain => Address.LastIndexOf('@') is >= 0 and var at ? Address[(at + 1)..] : "";

    /// <summary>What it is sent for, one of <see cref="SendPurpose"/>.</summary>
    public string Purpose { get; init; } = SendPurpose.Answer;

    /// <summary>When it is to leave; null, or a time past, is at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>For how long from then it is worth sending: the channel's <see cref="Channels.ChannelCapabilities.GiveUpAfter"/>, or less
    /// where the message itself is of use for less.</summary>
    public required TimeSpan GiveUpAfter { get; init; }
}
