using Hub.Core;
using Hub.Core.Deliveries;

namespace Hub.Host.Api;

/// <summary>A delivery as the API shows it.</summary>
internal sealed record DeliveryView(
    string Id,
    string MessageId,
    string ConversationId,
    string Channel,
    string To,
    string State,
    string? Class,
    string? Error,
    long Attempts,
    DateTimeOffset? NextAt,
    DateTimeOffset ExpiresAt,
    string? ProviderId,
    DateTimeOffset At,
    DateTimeOffset UpdatedAt)
{
    public static DeliveryView Of(Delivery delivery) => new(
        Ids.Text(delivery.Id),
        Ids.Text(delivery.MessageId),
        Ids.Text(delivery.ConversationId),
        delivery.Channel,
        delivery.Address,
        delivery.State.Shown(),
        delivery.Class?.Text(),
        delivery.Error,
        delivery.Attempts,
        delivery.State is DeliveryState.Scheduled or DeliveryState.Planned ? delivery.NextAt.ToTime() : null,
        delivery.ExpiresAt.ToTime(),
        delivery.ProviderId,
        delivery.CreatedAt.ToTime(),
        delivery.UpdatedAt.ToTime());
}

/// <summary>A delivery with what happened to it, in order.</summary>
internal sealed record DeliveryLifeView(DeliveryView Delivery, IReadOnlyList<DeliveryEventView> Life);

/// <summary>One thing that happened to a delivery.</summary>
internal sealed record DeliveryEventView(DateTimeOffset At, string State, string? Class, string? Detail, string Actor)
{
    public static DeliveryEventView Of(DeliveryEvent happened) =>
        new(happened.At.ToTime(), happened.State.Text(), happened.Class?.Text(), happened.Detail, happened.Actor);
}

/// <summary>A human's word on a delivery of unknown outcome.</summary>
internal sealed record SettleBody(string State);
