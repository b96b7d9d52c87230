using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Threading;

/// <summary>
/// What a subject says about where a message belongs. It never brings a message into a conversation: it may keep one out that answers in it
/// about something else, where the hub is told so, and it suggests one to the agent for a message that names nothing.
/// </summary>
internal sealed class SubjectPolicy(ConversationOptions options)
{
    private const string OpenOnes =
        """
        SELECT c.id, c.subject FROM conversations c
        WHERE c.contact_id = $1 AND c.channel = $2 AND c.threaded AND c.status <> 'resolved' AND c.active_at >= $3 AND c.subject IS NOT NULL
        ORDER BY c.number DESC LIMIT 20
        """;

    /// <summary>Judges what was decided by names.</summary>
    public async Task<Joined> JudgeAsync(
        Tx tx, (ChannelAccount Account, InboundMessage Message, Sender Sender) arrival, Joined joined, CancellationToken ct)
    {
        if (joined.Conversation is { } named)
            return options.NewSubjectOpensNew && SubjectLine.AreUnrelated(named.Subject, arrival.Message.Subject)
                ? new Joined(null, named.Id, JoinReason.NewSubject)
                : joined;
        if (joined.Reason != JoinReason.New || arrival.Sender.IsNew || options.SuggestDays == 0) return joined;
        return SubjectLine.Words(arrival.Message.Subject) is { Length: > 0 } words && await LikeAsync(tx, (arrival.Account, arrival.Sender), words, ct) is { } like
            ? joined with { Reason = JoinReason.Suggested, MayBelongTo = like }
            : joined;
    }

    private async Task<Guid?> LikeAsync(Tx tx, (ChannelAccount Account, Sender Sender) where, string words, CancellationToken ct)
    {
        var open = await tx.Statement(OpenOnes)
            .Bind(where.Sender.ContactId).Bind(where.Account.Id).Bind((tx.Time.GetUtcNow() - options.Suggest).ToMs())
            .ListAsync(row => (Id: row.Id(0), Subject: row.Text(1)), ct);
        foreach (var one in open)
            if (SubjectLine.Words(one.Subject) == words) return one.Id;
        return null;
    }
}
