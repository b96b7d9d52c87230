using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>The row of a conversation that an arrival begins.</summary>
internal static class NewConversationRow
{
    private const string Insert =
        """
        INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, queue_id, weight, parked_weight, interrupts, subject,
          waiting_since, active_at, resolved_at, linked_to, may_belong_to, created_at, junk, awaits_rules)
        VALUES ($1, $2, $3, $3, $4, $5, $11,
          COALESCE((SELECT queue_id FROM queue_senders WHERE channel = $3 AND address = $16 ORDER BY queue_id LIMIT 1), (SELECT id FROM queues WHERE key = $6)),
          $7, $17, $18, $8, $12, $9, $13, $10, $14, $9, $15,
          $11 = 'open' AND EXISTS (SELECT 1 FROM rules WHERE enabled))
        RETURNING queue_id
        """;

    /// <summary>Writes it. One in which nobody waits for an answer is there to be found, and brought to nobody.</summary>
    /// <returns>Its queue.</returns>
    public static Task<Guid?> InsertAsync(
        Tx tx, ChannelAccount account, InboundMessage first, (Guid Id, Sender Contact, Joined Joined) begun, CancellationToken ct)
    {
        var now = tx.Time.NowMs();
        var (status, waitingSince, resolvedAt) = first.IsQuiet || first.IsSent || begun.Joined.IsJunk
            ? (ConversationStatus.Resolved, (long?)null, (long?)now)
            : (ConversationStatus.Open, now, null);
        return tx.Statement(Insert)
            .Bind(begun.Id).Bind(begun.Contact.ContactId).Bind(account.Id).Bind(begun.Contact.PointId).Bind(first.Thread is not null).Bind(account.Queue)
            .Bind(account.Work.Weight).Bind(first.Subject).Bind(now).Bind(begun.Joined.LinkedTo).Bind(status).Bind(waitingSince).Bind(resolvedAt)
            .Bind(begun.Joined.MayBelongTo).Bind(begun.Joined.IsJunk).Bind(first.SentTo)
            .Bind(account.Work.ParkedWeight).Bind(account.Work.Interrupts)
            .FirstAsync(row => row.IdOrNull(0), ct);
    }
}
