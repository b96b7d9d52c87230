namespace Hub.Core.Journal;

/// <summary>The kinds of journal entries: noun, dot, past tense.</summary>
public static class JournalKinds
{
    /// <summary>A conversation began.</summary>
    public const string ConversationCreated = "conversation.created";

    /// <summary>Fields of a conversation changed; <c>changes</c> names them.</summary>
    public const string ConversationChanged = "conversation.changed";

    /// <summary>A conversation left a queue; the entry bears the queue it left, for those who saw it there.</summary>
    public const string ConversationLeft = "conversation.left";

    /// <summary>An agent began to write an answer, or put it aside; what is sent tells of itself.</summary>
    public const string ConversationWriting = "conversation.writing";

    /// <summary>A customer's message arrived.</summary>
    public const string MessageReceived = "message.received";

    /// <summary>An answer or notice to a customer was written; its deliveries tell how it fares.</summary>
    public const string MessageCreated = "message.created";

    /// <summary>A message came to its conversation from another one; <c>changes</c> names that one, how, and why it was there.</summary>
    public const string MessageMoved = "message.moved";

    /// <summary>A private note was written.</summary>
    public const string NoteCreated = "note.created";

    /// <summary>A delivery's state changed.</summary>
    public const string DeliveryChanged = "delivery.changed";

    /// <summary>An agent's presence changed.</summary>
    public const string AgentPresence = "agent.presence";

    /// <summary>An agent was added or changed.</summary>
    public const string AgentChanged = "agent.changed";

    /// <summary>A conversation was offered to an agent.</summary>
    public const string OfferMade = "offer.made";

    /// <summary>An offer ended; <c>changes</c> says how.</summary>
    public const string OfferEnded = "offer.ended";

    /// <summary>An agent was asked for advice on a conversation, and sees it until that has ended; the entry bears that agent.</summary>
    public const string ConsultAsked = "consult.asked";

    /// <summary>Advice was given, or is not asked for any more; the entry bears the agent who was asked.</summary>
    public const string ConsultEnded = "consult.ended";

    /// <summary>Time has changed what a waiting conversation asks of agents.</summary>
    public const string RoutingDue = "routing.due";

    /// <summary>What is promised to the customer of a conversation began, ended, stands still or is due at another time; <c>changes</c> has the
    /// number of promises that run and the next due time.</summary>
    public const string SlaChanged = "sla.changed";

    /// <summary>The time of a promise is nearly over; <c>changes</c> has its metric and due time.</summary>
    public const string SlaWarning = "sla.warning";

    /// <summary>A promise was broken; <c>changes</c> has its metric and due time.</summary>
    public const string SlaBreached = "sla.breached";

    /// <summary>A queue or its members changed.</summary>
    public const string QueueChanged = "queue.changed";

    /// <summary>A calendar or its dates changed, or it was deleted; <c>subject</c> is its id.</summary>
    public const string CalendarChanged = "calendar.changed";

    /// <summary>A rule was added, changed or deleted; <c>subject</c> is its id.</summary>
    public const string RuleChanged = "rule.changed";

    /// <summary>A contact was added or changed.</summary>
    public const string ContactChanged = "contact.changed";

    /// <summary>An input that could not be handled was kept.</summary>
    public const string InputQuarantined = "input.quarantined";

    /// <summary>A quarantined input was retried with success or deleted.</summary>
    public const string QuarantineSettled = "quarantine.settled";

    /// <summary>Somebody came on the list of suppressions.</summary>
    public const string SuppressionAdded = "suppression.added";

    /// <summary>Somebody was taken off the list of suppressions.</summary>
    public const string SuppressionRemoved = "suppression.removed";

    /// <summary>What later mails of an address are was decided: junk or not.</summary>
    public const string JunkRemembered = "junk.remembered";

    /// <summary>What was decided of an address was forgotten.</summary>
    public const string JunkForgotten = "junk.forgotten";

    /// <summary>A subscription to events was added, changed or deleted; <c>subject</c> is its id.</summary>
    public const string SubscriptionChanged = "subscription.changed";

    /// <summary>An alarm was raised.</summary>
    public const string AlarmRaised = "alarm.raised";

    /// <summary>An alarm was cleared.</summary>
    public const string AlarmCleared = "alarm.cleared";
}
