using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>
/// What the arrival of something does to the store that somebody of us has sent from elsewhere, in one transaction: it stands in its conversation
/// as an agent's answer does, has no delivery, and is never sent again. A copy of what the hub itself has sent only says that it was taken.
/// </summary>
internal sealed class SentUnit(ChannelAccount account, Arrival arrival, Joining joining)
{
    /// <summary>The id of the receipt that such a copy is: a second one says nothing new.</summary>
    private const string CopyReceipt = "copy";

    /// <summary>Sets what went out apart from the same that came in, as where a mail went to its own sender too.</summary>
    private const string WentOut = "/sent";

    private const string CameIn = "SELECT 1 FROM messages WHERE id = $1 AND direction = 'in'";

    private const string LastOfCustomer =
        "SELECT provider_id, at FROM messages WHERE conversation_id = $1 AND direction = 'in' AND contact_id IS NOT NULL ORDER BY seq DESC LIMIT 1";

    private const string Customers =
        """
        SELECT address FROM contact_points WHERE contact_id = $1
        UNION SELECT p.address FROM messages m JOIN contact_points p ON p.id = m.point_id WHERE m.conversation_id = $2 AND m.direction = 'in'
        """;

    private const string Answered =
        """
        UPDATE conversations SET active_at = $2, version = version + 1, waiting_since = CASE WHEN $3 THEN NULL ELSE waiting_since END WHERE id = $1
        """;

    public async Task<IntakeResult> RunAsync(Tx tx, CancellationToken ct)
    {
        if (arrival.Message.Report is { } copy && await SentReports.FindAsync(tx, copy, ct) is { } own) return await SettleAsync(tx, own, ct);
        var receiver = FirstReceiver();
        var claimed = await SourceClaim.TakeAsync(tx, account.Id, arrival, ct);
        var contact = await Senders.FindAsync(tx, account.PointKind, receiver.Address, ct);
        var isIdReused = await SourceClaim.IsIdReusedAsync(tx, account.Id, arrival.Message.Source, ct);
        if (await KnownAsync(tx, claimed, ct) is { } known) return new IntakeResult.Duplicate(known.MessageId, known.ConversationId);

        var joined = await joining.OfSentAsync(tx, account, Thread, contact?.ContactId ?? Guid.Empty, ct);
        var agent = await AgentStore.FindByEmailAsync(tx, arrival.Address, ct);
        var actor = agent is null ? $"channel:{account.Id}" : $"agent:{Ids.Text(agent.Id)}";
        var place = joined.Conversation is { } open
            ? await AnswerAsync(tx, open, ct)
            : await OpenAsync(tx, contact ?? await Senders.AddAsync(tx, account.PointKind, receiver.Address, receiver.Name, owner: null, ct), (joined, actor), ct);
        if (!isIdReused)
            await ThreadNames.NoteAsync(tx, (account.Id, place.ContactId, place.Id, arrival.MessageId), Thread, joining.Referred(Thread), ct);
        await AppendAsync(tx, place, (agent, joined.Reason, isIdReused), ct);
        tx.Append(Entry(tx, JournalKinds.MessageCreated, place, actor) with { MessageId = arrival.MessageId });
        return joined.Conversation is null
            ? new IntakeResult.Created(arrival.MessageId, place.Id)
            : new IntakeResult.Appended(arrival.MessageId, place.Id);
    }

    private ThreadPlace Thread => arrival.Message.Thread ?? new ThreadPlace([], null);

    /// <summary>Who is meant most likely: the first who is not the account itself; nobody but the writer where none is named.</summary>
    private Receiver FirstReceiver() =>
        arrival.Message.Receivers.FirstOrDefault(receiver => receiver.Role != ReceiverRole.ReplyTo && !account.Addresses.Contains(receiver.Address)
            && ContactAddress.Canonical(account.PointKind, receiver.Address) is not null)
        ?? new Receiver(ReceiverRole.To, arrival.Address);

    /// <summary>What went out already under the key, or null. What came in under it is another message.</summary>
    private async Task<KnownSource?> KnownAsync(Tx tx, Later<int> claimed, CancellationToken ct)
    {
        if (await SourceClaim.KnownAsync(tx, account.Id, (arrival, claimed), ct) is not { } known) return null;
        if (!await tx.Statement(CameIn).Bind(known.MessageId).FirstAsync(row => true, ct)) return known;
        var source = arrival.Message.Source;
        var outgoing = arrival with { Message = arrival.Message with { Source = source with { Fingerprint = source.Fingerprint + WentOut } } };
        return await SourceClaim.KnownAsync(tx, account.Id, (outgoing, await SourceClaim.TakeNowAsync(tx, account.Id, outgoing, ct)), ct);
    }

    private static async Task<IntakeResult> SettleAsync(Tx tx, SentDelivery own, CancellationToken ct)
    {
        var receipt = new Receipt { Channel = own.Channel, DeliveryId = own.Id, Id = CopyReceipt, State = ReceiptState.Accepted };
        await Receipts.ApplyAsync(tx, receipt, ct);
        return new IntakeResult.Duplicate(own.MessageId, own.ConversationId);
    }

    private async Task<SentPlace> OpenAsync(Tx tx, Sender contact, (Joined Joined, string Actor) begun, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var queue = await NewConversationRow.InsertAsync(tx, account, arrival.Message, (id, contact, begun.Joined), ct);
        var place = new SentPlace(id, contact.ContactId, queue, null);
        tx.Append(Entry(tx, JournalKinds.ConversationCreated, place, begun.Actor));
        return place;
    }

    private async Task<SentPlace> AnswerAsync(Tx tx, JoinableConversation open, CancellationToken ct)
    {
        var isAnswer = open.WaitingSince is not null && await IsAnswerAsync(tx, open, ct);
        await tx.Statement(Answered).Bind(open.Id).Bind(tx.Time.NowMs()).Bind(isAnswer).ExecuteAsync(ct);
        return new SentPlace(open.Id, open.ContactId, open.QueueId, open.AssigneeId);
    }

    /// <summary>Whether it went to the customer, and was not written before what the customer said last.</summary>
    private async Task<bool> IsAnswerAsync(Tx tx, JoinableConversation open, CancellationToken ct)
    {
        var customers = await tx.Statement(Customers).Bind(open.ContactId).Bind(open.Id).ListAsync(row => row.Text(0), ct);
        if (!arrival.Message.Receivers.Any(receiver => receiver.Role != ReceiverRole.ReplyTo && customers.Contains(receiver.Address))) return false;
        var last = await tx.Statement(LastOfCustomer).Bind(open.Id).FirstAsync(row => Tuple.Create(row.TextOrNull(0), row.Long(1)), ct);
        return last is null || (last.Item1 is { } id && Thread.Names.Contains(id)) || (arrival.Message.At?.ToMs() ?? tx.Time.NowMs()) >= last.Item2;
    }

    private async Task AppendAsync(Tx tx, SentPlace place, (Agent? Agent, string JoinedBy, bool IsIdReused) remarks, CancellationToken ct)
    {
        List<string> flags = [.. arrival.Message.Flags, MessageFlag.SentElsewhere];
        if (remarks.IsIdReused) flags.Add(MessageFlag.IdReused);
        // an agent bears the name that agents have here
        var named = arrival with { Message = arrival.Message with { FromName = remarks.Agent is null ? arrival.Message.FromName ?? account.Name : null } };
        var writer = new ArrivalWriter(MessageDirection.Out, AgentId: remarks.Agent?.Id);
        await MessageRows.InsertAsync(tx, named, (account.Id, place.Id, writer), (remarks.JoinedBy, MessageFlag.Text(flags)), ct);
    }

    private static JournalEntry Entry(Tx tx, string kind, SentPlace place, string actor) => new()
    {
        At = tx.Time.NowMs(),
        Kind = kind,
        Actor = actor,
        ConversationId = place.Id,
        ContactId = place.ContactId,
        QueueId = place.QueueId,
        AgentId = place.AssigneeId,
    };

    private sealed record SentPlace(Guid Id, Guid ContactId, Guid? QueueId, Guid? AssigneeId);
}
