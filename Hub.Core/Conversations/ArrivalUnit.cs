using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// What one arrival does to the store, in one transaction: claim its source key, find its sender and its conversation, append the message.
/// Locks are taken in the fixed order contact, conversation, journal.
/// </summary>
internal sealed class ArrivalUnit(ChannelAccount account, Arrival arrival, Joining joining, AlarmStore alarms)
{
    private const string ClaimSource =
        """
        INSERT INTO message_sources (channel, provider_id, fingerprint, content_hash, message_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (channel, provider_id, fingerprint) DO NOTHING
        """;

    private const string KnownSource =
        """
        SELECT s.message_id, m.conversation_id, s.content_hash FROM message_sources s LEFT JOIN messages m ON m.id = s.message_id
        WHERE s.channel = $1 AND s.provider_id = $2 AND s.fingerprint = $3
        """;

    private const string InsertConversation =
        """
        INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, queue_id, weight, subject,
          waiting_since, active_at, linked_to, created_at)
        VALUES ($1, $2, $3, $3, $4, $5, 'open', (SELECT id FROM queues WHERE key = $6), $7, $8, $9, $9, $10, $9)
        RETURNING queue_id
        """;

    private const string InsertThread =
        """
        INSERT INTO conversation_threads (channel, thread, contact_id, conversation_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (channel, thread, contact_id) DO UPDATE SET conversation_id = excluded.conversation_id
        """;

    // the usual case apart, because a column that is set rewrites its indexes even where it stays as it is
    private const string TouchWaiting =
        """
        UPDATE conversations SET active_at = $2, version = version + 1, reply_channel = $3, point_id = $4
        WHERE id = $1 RETURNING queue_id, assignee_id
        """;

    // one that was resolved has no assignee when it reopens: the router finds one anew
    private const string TouchConversation =
        """
        UPDATE conversations SET active_at = $2, version = version + 1, reply_channel = $3, point_id = $4, status = 'open',
          assignee_id = CASE WHEN status = 'resolved' THEN NULL ELSE assignee_id END,
          waiting_since = COALESCE(waiting_since, $2), resolved_at = NULL, snoozed_until = NULL
        WHERE id = $1 RETURNING queue_id, assignee_id
        """;

    private const string InsertMessage =
        """
        INSERT INTO messages (id, conversation_id, direction, channel, contact_id, point_id, from_address, from_name, subject,
          body, body_hash, html, html_hash, at, stored_at, joined_by)
        VALUES ($1, $2, 'in', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string InsertAttachment =
        """
        INSERT INTO attachments (id, message_id, place, name, type, size, content, content_hash, stored_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private SourceKey Source => arrival.Message.Source;

    public async Task<IntakeResult> RunAsync(Tx tx, CancellationToken ct)
    {
        if (arrival.FromQuarantine is { } kept) await QuarantineRows.SettleAsync(tx, kept, "system", ct);
        if (!await ClaimSourceAsync(tx, ct)) return await RepeatedAsync(tx, ct);

        var sender = await Senders.FindOrAddAsync(tx, account.PointKind, arrival.Address, arrival.Message.FromName, owner: null, ct);
        var joined = await joining.DecideAsync(tx, account, arrival.Message.Thread, sender, ct);
        var conversation = joined.Conversation is { } open
            ? await TouchAsync(tx, open, sender, ct)
            : await OpenAsync(tx, sender, joined, ct);
        await AppendAsync(tx, conversation, sender, joined.Reason, ct);
        return joined.Conversation is null
            ? new IntakeResult.Created(arrival.MessageId, conversation.Id)
            : new IntakeResult.Appended(arrival.MessageId, conversation.Id);
    }

    private async Task<bool> ClaimSourceAsync(Tx tx, CancellationToken ct) =>
        await tx.Statement(ClaimSource)
            .Bind(account.Id).Bind(Source.ProviderId).Bind(Source.Fingerprint).Bind(arrival.ContentHash).Bind(arrival.MessageId)
            .ExecuteAsync(ct) == 1;

    private async Task<IntakeResult> RepeatedAsync(Tx tx, CancellationToken ct)
    {
        var known = await tx.Statement(KnownSource).Bind(account.Id).Bind(Source.ProviderId).Bind(Source.Fingerprint)
            .FirstAsync(row => new { Message = row.Id(0), Conversation = row.IdOrNull(1), Content = row.Text(2) }, ct)
            ?? throw new InvalidOperationException("A source key that exists cannot be read.");
        if (known.Content != arrival.ContentHash && known.Conversation is not null) await KeepVariantAsync(tx, known.Message, ct);
        return new IntakeResult.Duplicate(known.Message, known.Conversation);
    }

    private async Task KeepVariantAsync(Tx tx, Guid message, CancellationToken ct)
    {
        var isNew = await tx.ExecuteAsync(
            """
            INSERT INTO message_variants (message_id, content_hash, body, body_hash, stored_at)
            VALUES (@message, @hash, @body, @bodyHash, @now) ON CONFLICT (message_id, content_hash) DO NOTHING
            """,
            new { message, hash = arrival.ContentHash, body = arrival.Text.Inline, bodyHash = arrival.Text.Hash, now = tx.Time.NowMs() },
            ct);
        if (isNew == 1)
            await alarms.RaiseAsync(
                tx, "message.variant", Ids.Text(message), "Other content came under the id of a message that is held already.", ct);
    }

    private async Task<OpenedConversation> OpenAsync(Tx tx, Sender sender, Joined joined, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var now = tx.Time.NowMs();
        var thread = arrival.Message.Thread;
        var queue = await tx.Statement(InsertConversation)
            .Bind(id).Bind(sender.ContactId).Bind(account.Id).Bind(sender.PointId).Bind(thread is not null).Bind(account.Queue)
            .Bind(account.Weight).Bind(arrival.Message.Subject).Bind(now).Bind(joined.LinkedTo)
            .FirstAsync(row => row.IdOrNull(0), ct);
        if (thread is not null)
            await tx.Statement(InsertThread).Bind(account.Id).Bind(thread).Bind(sender.ContactId).Bind(id).ExecuteAtEndAsync(tx, ct);
        tx.Append(Entry(tx, JournalKinds.ConversationCreated, id, sender, queue, null));
        return new OpenedConversation(id, queue, null);
    }

    private async Task<OpenedConversation> TouchAsync(Tx tx, JoinableConversation open, Sender sender, CancellationToken ct)
    {
        var (queue, assignee) = await tx.Statement(open.IsWaiting ? TouchWaiting : TouchConversation)
            .Bind(open.Id).Bind(tx.Time.NowMs()).Bind(account.Id).Bind(sender.PointId)
            .FirstAsync(row => (row.IdOrNull(0), row.IdOrNull(1)), ct);
        if (open.Status != ConversationStatus.Open)
            tx.Append(Entry(tx, JournalKinds.ConversationChanged, open.Id, sender, queue, assignee) with { Changes = """{"status":"open"}""" });
        return new OpenedConversation(open.Id, queue, assignee);
    }

    private async Task AppendAsync(Tx tx, OpenedConversation conversation, Sender sender, string reason, CancellationToken ct)
    {
        var message = arrival.Message;
        var now = tx.Time.NowMs();
        await tx.Statement(InsertMessage)
            .Bind(arrival.MessageId).Bind(conversation.Id).Bind(account.Id).Bind(sender.ContactId).Bind(sender.PointId)
            .Bind(arrival.Address).Bind(message.FromName).Bind(message.Subject)
            .Bind(arrival.Text.Inline).Bind(arrival.Text.Hash).Bind(arrival.Html.Inline).Bind(arrival.Html.Hash)
            .Bind(message.At?.ToMs() ?? now).Bind(now).Bind(reason)
            .ExecuteAtEndAsync(tx, ct);
        for (var place = 0; place < arrival.Files.Count; place++)
        {
            var file = arrival.Files[place];
            await tx.Statement(InsertAttachment)
                .Bind(file.Id).Bind(arrival.MessageId).Bind((long)place).Bind(file.Name).Bind(file.Type).Bind(file.Content.Size)
                .Bind(file.Content.Inline).Bind(file.Content.Hash).Bind(now)
                .ExecuteAtEndAsync(tx, ct);
        }

        tx.Append(Entry(tx, JournalKinds.MessageReceived, conversation.Id, sender, conversation.QueueId, conversation.AssigneeId)
            with { MessageId = arrival.MessageId });
    }

    private JournalEntry Entry(Tx tx, string kind, Guid conversation, Sender sender, Guid? queue, Guid? assignee) => new()
    {
        At = tx.Time.NowMs(),
        Kind = kind,
        Actor = $"channel:{account.Id}",
        ConversationId = conversation,
        ContactId = sender.ContactId,
        QueueId = queue,
        AgentId = assignee,
    };

    private readonly record struct OpenedConversation(Guid Id, Guid? QueueId, Guid? AssigneeId);
}
