namespace Hub.Host.Desk.Reading;

/// <summary>Messages before those that a page shows.</summary>
public sealed record EarlierModel(Guid ConversationId, IReadOnlyList<TimelineMessage> Messages, bool HasEarlier);
