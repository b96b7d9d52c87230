using Hub.Core.Routing;

namespace Hub.Core.Conversations;

/// <summary>A conversation as it is stored and shown: a contact's matter, with messages of any channels.</summary>
public sealed record Conversation
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The short number that people say.</summary>
    public required long Number { get; init; }

    /// <summary>Whose matter it is.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The contact's name as far as known.</summary>
    public string? ContactName { get; init; }

    /// <summary>The channel account that it began on.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel account that the customer last wrote by: the default way of an answer.</summary>
    public required string ReplyChannel { get; init; }

    /// <summary>The contact point that the customer last wrote from.</summary>
    public required Guid PointId { get; init; }

    /// <summary>One of <see cref="ConversationStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it is junk: resolved, in no list but its own, and nobody's work.</summary>
    public bool Junk { get; init; }

    /// <summary>Whether the channel names its threads itself.</summary>
    public bool Threaded { get; init; }

    /// <summary>The queue that it is in.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>The queue's key; known where the conversation was read to be shown.</summary>
    public string? QueueKey { get; init; }

    /// <summary>The queue's name; known where the conversation was read to be shown.</summary>
    public string? QueueName { get; init; }

    /// <summary>The agent who has it.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>The assignee's name; known where the conversation was read to be shown.</summary>
    public string? AssigneeName { get; init; }

    /// <summary>Who is asked to take it, or null.</summary>
    public Guid? OfferedTo { get; init; }

    /// <summary>The agent who is asked for advice on it, and sees it meanwhile.</summary>
    public Guid? ConsultedId { get; init; }

    /// <summary>What it takes of its assignee's capacity while it is open, in tenths of a unit.</summary>
    public long Weight { get; init; }

    /// <summary>What it takes of it while it is pending or snoozed, in tenths of a unit.</summary>
    public long ParkedWeight { get; init; }

    /// <summary>Whether an agent who is full may get it too.</summary>
    public bool Interrupts { get; init; }

    /// <summary>Higher goes first; 0 is usual.</summary>
    public long Priority { get; init; }

    /// <summary>The subject, where the channel has one.</summary>
    public string? Subject { get; init; }

    /// <summary>The language that it is in, as a BCP 47 tag; null where only the contact's is known.</summary>
    public string? Language { get; init; }

    /// <summary>Its tags as a JSON array of strings.</summary>
    public string Tags { get; init; } = "[]";

    /// <summary>What it asks of an agent beside what its queue does, a JSON array; null for nothing.</summary>
    public string? Skills { get; init; }

    /// <summary>When it comes back, UTC milliseconds.</summary>
    public long? SnoozedUntil { get; init; }

    /// <summary>Since when the customer waits for an answer, UTC milliseconds; null when it is the customer's turn.</summary>
    public long? WaitingSince { get; init; }

    /// <summary>When a message last came or went, UTC milliseconds.</summary>
    public long ActiveAt { get; init; }

    /// <summary>When it was resolved, UTC milliseconds.</summary>
    public long? ResolvedAt { get; init; }

    /// <summary>The conversation that it continues.</summary>
    public Guid? LinkedTo { get; init; }

    /// <summary>The conversation that holds everything that was in this one; null where it was not merged.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>A conversation that it may belong to, by subject and sender; null for none, or once an agent has decided.</summary>
    public Guid? MayBelongTo { get; init; }

    /// <summary>Grows with every change and every message.</summary>
    public long Version { get; init; }

    /// <summary>When it began, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The beginning of its last message.</summary>
    public string? Preview { get; init; }

    /// <summary>What was promised to the customer and is due first, one of <see cref="ServiceLevels.ServiceMetric"/>; null for nothing, and where the conversation
    /// was not read to be shown.</summary>
    public string? ClockMetric { get; init; }

    /// <summary>When that is due, UTC milliseconds; null while it stands still.</summary>
    public long? ClockDueAt { get; init; }

    /// <summary>Since when it stands still, UTC milliseconds.</summary>
    public long? ClockPausedAt { get; init; }

    /// <summary>When it was warned of it, UTC milliseconds.</summary>
    public long? ClockWarnedAt { get; init; }

    /// <summary>When that promise was broken, UTC milliseconds.</summary>
    public long? ClockBreachedAt { get; init; }

    /// <summary>Who carries it now (its assignee, until it is resolved), and what it weighs.</summary>
    internal Burden Carried => Status == ConversationStatus.Resolved
        ? default
        : new Burden(AssigneeId ?? OfferedTo, Status == ConversationStatus.Open ? Weight : ParkedWeight);
}
