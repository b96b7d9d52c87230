using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Routing;

namespace Hub.Host.Desk.Reading;

/// <summary>A conversation with everything that is shown of it.</summary>
public sealed record ConversationModel
{
    public required DeskPlace Place { get; init; }

    public required Conversation Conversation { get; init; }

    public required Contact Contact { get; init; }

    public required IReadOnlyList<ContactPoint> Points { get; init; }

    /// <summary>The latest messages, oldest first.</summary>
    public required IReadOnlyList<TimelineMessage> Messages { get; init; }

    /// <summary>Whether there are earlier ones.</summary>
    public required bool HasEarlier { get; init; }

    public required IReadOnlyList<Writer> Writers { get; init; }

    public required IReadOnlyList<Agent> Agents { get; init; }

    public required IReadOnlyList<WorkQueue> Queues { get; init; }

    /// <summary>The contact's other conversations.</summary>
    public required IReadOnlyList<Conversation> Others { get; init; }

    /// <summary>The conversation that it continues or was split from, if the reader may see it.</summary>
    public required Conversation? LinkedTo { get; init; }

    /// <summary>The conversation that holds what was in it, if the reader may see that.</summary>
    public required Conversation? MergedInto { get; init; }

    /// <summary>The conversation that it may belong to, if the reader may see that.</summary>
    public required Conversation? MayBelongTo { get; init; }

    /// <summary>The account that an answer goes by; null while it is not at work.</summary>
    public required ChannelAccount? Account { get; init; }

    /// <summary>Whom else the customer's last message named: whom an answer to all goes to as well.</summary>
    public required IReadOnlyList<string> Copied { get; init; }

    /// <summary>Whether an answer can go to several.</summary>
    public bool CanCopy => CanAnswer && Account!.Capabilities.Copies;

    /// <summary>Whether an answer can be sent now.</summary>
    public bool CanAnswer => Account?.Capabilities.Sends == true;

    /// <summary>The mail address that the customer last wrote from; null where that was no mail.</summary>
    public string? MailAddress => Points.FirstOrDefault(point => point.Id == Conversation.PointId && point.Kind == PointKinds.Email)?.Address;

    public bool IsResolved => Conversation.Status == ConversationStatus.Resolved;
}
