using Hub.Core;
using Hub.Core.Routing;

namespace Hub.Host.Api;

/// <summary>An offer as the API shows it.</summary>
internal sealed record OfferView(
    string Id, string Conversation, long Number, string? Subject, string? Contact, string Channel, QueueRef Queue, DateTimeOffset MadeAt, DateTimeOffset Until)
{
    public static OfferView Of(Offer offer) => new(
        Ids.Text(offer.Id),
        Ids.Text(offer.ConversationId),
        offer.Number,
        offer.Subject,
        offer.ContactName,
        offer.Channel,
        new QueueRef(Ids.Text(offer.QueueId), offer.QueueKey, offer.QueueName),
        offer.MadeAt.ToTime(),
        offer.Until.ToTime());
}
