namespace Hub.Core.Deliveries;

/// <summary>A delivery that a report is about.</summary>
internal sealed record SentDelivery(Guid Id, Guid MessageId, Guid ConversationId, string Channel, string Address, string Purpose);
