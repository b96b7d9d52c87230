using Hub.Core;
using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>A conversation as the API shows it.</summary>
internal sealed record ConversationView
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string Status { get; init; }

    public required QueueRef? Queue { get; init; }

    public required PersonRef? Assignee { get; init; }

    /// <summary>The agent who is offered it.</summary>
    public required string? OfferedTo { get; init; }

    /// <summary>The agent who is asked for advice on it.</summary>
    public required string? Consulted { get; init; }

    public required PersonRef Contact { get; init; }

    public required string Channel { get; init; }

    public required string ReplyChannel { get; init; }

    public required string? Subject { get; init; }

    public required string? Preview { get; init; }

    public required long Priority { get; init; }

    /// <summary>The language that it is in, as a BCP 47 tag; null where only the contact's may be known.</summary>
    public required string? Language { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required DateTimeOffset? SnoozedUntil { get; init; }

    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>What was promised to the customer and is due first; null for nothing.</summary>
    public required SlaView? Sla { get; init; }

    public required DateTimeOffset ActiveAt { get; init; }

    public required DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Whether it is junk: resolved, in no view but <c>junk</c>, and nobody's work.</summary>
    public required bool Junk { get; init; }

    public required string? LinkedTo { get; init; }

    /// <summary>The conversation that holds everything that was in this one.</summary>
    public required string? MergedInto { get; init; }

    /// <summary>A conversation that it may belong to, by subject and sender, until somebody decides.</summary>
    public required string? MayBelongTo { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static ConversationView Of(Conversation conversation) => new()
    {
        Id = Ids.Text(conversation.Id),
        Number = conversation.Number,
        Status = conversation.Status,
        Queue = QueueRef.Of(conversation.QueueId, conversation.QueueKey, conversation.QueueName),
        Assignee = PersonRef.Of(conversation.AssigneeId, conversation.AssigneeName),
        OfferedTo = conversation.OfferedTo is { } offered ? Ids.Text(offered) : null,
        Consulted = conversation.ConsultedId is { } consulted ? Ids.Text(consulted) : null,
        Contact = new PersonRef(Ids.Text(conversation.ContactId), conversation.ContactName),
        Channel = conversation.Channel,
        ReplyChannel = conversation.ReplyChannel,
        Subject = conversation.Subject,
        Preview = conversation.Preview,
        Priority = conversation.Priority,
        Language = conversation.Language,
        Tags = ConversationTags.Read(conversation.Tags),
        SnoozedUntil = conversation.SnoozedUntil?.ToTime(),
        WaitingSince = conversation.WaitingSince?.ToTime(),
        Sla = SlaView.Of(conversation),
        ActiveAt = conversation.ActiveAt.ToTime(),
        ResolvedAt = conversation.ResolvedAt?.ToTime(),
        Junk = conversation.Junk,
        LinkedTo = Text(conversation.LinkedTo),
        MergedInto = Text(conversation.MergedInto),
        MayBelongTo = Text(conversation.MayBelongTo),
        Version = conversation.Version,
        CreatedAt = conversation.CreatedAt.ToTime(),
    };

    private static string? Text(Guid? id) => id is { } known ? Ids.Text(known) : null;

    /// <summary>The 412 that shows what somebody else made of it.</summary>
    public static Answer Differs(Conversation conversation) =>
        Answer.VersionDiffers(Of(conversation), ApiJson.Default.ConversationView, conversation.Version);
}
