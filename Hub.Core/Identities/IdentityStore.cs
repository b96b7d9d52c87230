using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Identities;

/// <summary>Reads and changes as whom queues write; changes are steps of the caller's unit of work.</summary>
public static class IdentityStore
{
    private const string FindSenders = "SELECT channel, address, name FROM queue_senders WHERE queue_id = $1 ORDER BY channel";

    private const string FindSignatures =
        "SELECT language, text FROM queue_signatures WHERE queue_id = $1 ORDER BY CASE language WHEN 'en' THEN '' ELSE language END";

    private const string FindSender = "SELECT channel, address, name FROM queue_senders WHERE queue_id = $1 AND channel = $2";

    private const string OtherQueue = "SELECT queue_id FROM queue_senders WHERE channel = $1 AND address = $2 AND queue_id <> $3 LIMIT 1";

    private const string DropSenders = "DELETE FROM queue_senders WHERE queue_id = $1";

    private const string DropSignatures = "DELETE FROM queue_signatures WHERE queue_id = $1";

    private const string AddSender = "INSERT INTO queue_senders (queue_id, channel, address, name) VALUES ($1, $2, $3, $4)";

    private const string AddSignature = "INSERT INTO queue_signatures (queue_id, language, text) VALUES ($1, $2, $3)";

    /// <summary>As whom a queue writes; <see cref="QueueIdentity.None"/> where nobody has said anything.</summary>
    public static async Task<QueueIdentity> FindAsync(DbSession db, Guid queue, CancellationToken ct) => new()
    {
        Senders = await db.Statement(FindSenders).Bind(queue).ListAsync(ReadSender, ct),
        Signatures = await SignaturesAsync(db, queue, ct),
    };

    /// <summary>Says as whom a queue that is there writes from now on.</summary>
    public static async Task SetAsync(Tx tx, Guid queue, QueueIdentity wish, string actor, CancellationToken ct)
    {
        await tx.Statement(DropSenders).Bind(queue).ExecuteAsync(ct);
        await tx.Statement(DropSignatures).Bind(queue).ExecuteAsync(ct);
        foreach (var sender in wish.Senders)
            await tx.Statement(AddSender).Bind(queue).Bind(sender.Channel).Bind(sender.Address).Bind(sender.Name).ExecuteAsync(ct);
        foreach (var signature in wish.Signatures)
            await tx.Statement(AddSignature).Bind(queue).Bind(signature.Language).Bind(signature.Text).ExecuteAsync(ct);
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.QueueChanged, Actor = actor, QueueId = queue, Changes = """{"identity":true}""" });
    }

    /// <summary>The queue beside this one that writes from the address, and so gets what is written to it; null where none does.</summary>
    public static Task<Guid?> OtherQueueAsync(DbSession db, QueueSender sender, Guid queue, CancellationToken ct) =>
        db.Statement(OtherQueue).Bind(sender.Channel).Bind(sender.Address).Bind(queue).FirstAsync(row => row.IdOrNull(0), ct);

    /// <summary>As whom a queue writes on an account; null for the account itself, also where the address is the account's no more.</summary>
    internal static async Task<QueueSender?> SenderAsync(DbSession db, Guid? queue, ChannelAccount account, CancellationToken ct) =>
        queue is { } id && account.Address is not null
        && await db.Statement(FindSender).Bind(id).Bind(account.Id).FirstAsync(ReadSender, ct) is { } sender && account.Addresses.Contains(sender.Address)
            ? sender
            : null;

    internal static Task<List<QueueSignature>> SignaturesAsync(DbSession db, Guid queue, CancellationToken ct) =>
        db.Statement(FindSignatures).Bind(queue).ListAsync(row => new QueueSignature(row.Text(0), row.Text(1)), ct);

    private static QueueSender ReadSender(Row row) => new(row.Text(0), row.Text(1), row.Text(2));
}
