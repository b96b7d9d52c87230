using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Subscriptions;

/// <summary>Reads and changes subscriptions; changes are steps of the caller's unit of work.</summary>
public static class SubscriptionStore
{
    private const string Select =
        """
        SELECT id, name, url, kinds, enabled, position, secret_version, secret_at, failing_since, last_error,
          version, created_at, created_by, changed_at, changed_by
        FROM event_subscriptions
        """;

    private const string Insert =
        """
        INSERT INTO event_subscriptions (id, name, url, kinds, enabled, position, secret_at, created_at, created_by, changed_at, changed_by)
        VALUES ($1, $2, $3, $4, $5, $6, {now}, {now}, $7, {now}, $7)
        """;

    private const string Update =
        """
        UPDATE event_subscriptions SET name = $2, url = $3, kinds = $4, enabled = $5, version = version + 1, changed_at = {now}, changed_by = $6
        WHERE id = $1
        """;

    private const string NewSecret =
        """
        UPDATE event_subscriptions SET secret_version = secret_version + 1, secret_at = {now},
          version = version + 1, changed_at = {now}, changed_by = $2
        WHERE id = $1
        """;

    /// <summary>Every subscription, oldest first; there are at most <see cref="EventSubscription.Most"/>.</summary>
    public static Task<List<EventSubscription>> ListAsync(DbSession db, CancellationToken ct) =>
        db.Statement($"{Select} ORDER BY id").ListAsync(Read, ct);

    /// <summary>The subscription, or null.</summary>
    public static Task<EventSubscription?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.Statement($"{Select} WHERE id = $1").Bind(id).FirstAsync(Read, ct);

    /// <summary>Adds a subscription, which is told what happens from now on.</summary>
    public static async Task<SubscriptionResult> CreateAsync(Tx tx, NewSubscription wish, string actor, CancellationToken ct)
    {
        var count = await tx.Statement("SELECT COUNT(*) FROM event_subscriptions").FirstAsync(row => row.Long(0), ct);
        if (count >= EventSubscription.Most) return new SubscriptionResult.Full();
        var (id, newest) = (Ids.New(tx.Time), await JournalLog.NewestAsync(tx, ct));
        await tx.Statement(Insert)
            .Bind(id).Bind(wish.Name).Bind(wish.Url).Bind(Text(wish.Kinds)).Bind(wish.Enabled).Bind(newest).Bind(actor).ExecuteAsync(ct);
        return await DoneAsync(tx, id, actor, ct);
    }

    /// <summary>Changes a subscription. What waits for a post stays what it is.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which one, at which version (null: any), and what to change.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<SubscriptionResult> ChangeAsync(
        Tx tx, (Guid Id, long? Version, SubscriptionChange Change) wish, string actor, CancellationToken ct)
    {
        var (present, fault) = await LockAsync(tx, wish.Id, wish.Version, ct);
        if (present is null) return fault!;
        var change = wish.Change;
        await tx.Statement(Update)
            .Bind(present.Id).Bind(change.Name ?? present.Name).Bind(change.Url ?? present.Url).Bind(Text(change.Kinds ?? present.Kinds))
            .Bind(change.Enabled ?? present.Enabled).Bind(actor).ExecuteAsync(ct);
        // whoever mends an address wants to see at once whether that was it
        if (change.Url is not null || change.Enabled == true) await EventPosts.HurryAsync(tx, present.Id, ct);
        return await DoneAsync(tx, present.Id, actor, ct);
    }

    /// <summary>Deletes a subscription with everything that it was still to be told.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which one, at which version (null: any).</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<SubscriptionResult> DeleteAsync(Tx tx, (Guid Id, long? Version) wish, string actor, CancellationToken ct)
    {
        var (present, fault) = await LockAsync(tx, wish.Id, wish.Version, ct);
        if (present is null) return fault!;
        await tx.Statement("DELETE FROM event_subscriptions WHERE id = $1").Bind(present.Id).ExecuteAsync(ct);
        await EventPosts.DeleteFromAsync(tx, present.Id, 0, ct);
        Append(tx, present.Id, actor);
        return new SubscriptionResult.Done(present);
    }

    /// <summary>Gives a subscription a new secret; the former one signs too for <see cref="SubscriptionSecrets.Overlap"/>.</summary>
    public static async Task<SubscriptionResult> RenewSecretAsync(Tx tx, Guid id, string actor, CancellationToken ct) =>
        await tx.Statement(NewSecret).Bind(id).Bind(actor).ExecuteAsync(ct) == 0
            ? new SubscriptionResult.NotFound()
            : await DoneAsync(tx, id, actor, ct);

    /// <summary>Tells a subscription again what happened, from a journal number on.</summary>
    public static async Task<SubscriptionResult> ReplayAsync(Tx tx, (Guid Id, long From) wish, string actor, CancellationToken ct)
    {
        var (present, fault) = await LockAsync(tx, wish.Id, null, ct);
        if (present is null) return fault!;
        var range = await JournalLog.RangeAsync(tx, ct);
        if (wish.From < range.Oldest || wish.From > range.Newest + 1) return new SubscriptionResult.NotKept(range);
        await EventPosts.DeleteFromAsync(tx, wish.Id, wish.From, ct);
        await tx.Statement("UPDATE event_subscriptions SET position = $2 WHERE id = $1").Bind(wish.Id).Bind(wish.From - 1).ExecuteAsync(ct);
        return await DoneAsync(tx, wish.Id, actor, ct);
    }

    private static async Task<(EventSubscription? Present, SubscriptionResult? Fault)> LockAsync(Tx tx, Guid id, long? version, CancellationToken ct)
    {
        if (await tx.Statement($"{Select} WHERE id = $1 {{forUpdate}}").Bind(id).FirstAsync(Read, ct) is not { } present)
            return (null, new SubscriptionResult.NotFound());
        return version is { } seen && seen != present.Version ? (null, new SubscriptionResult.VersionDiffers(present)) : (present, null);
    }

    private static async Task<SubscriptionResult> DoneAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        Append(tx, id, actor);
        return new SubscriptionResult.Done((await FindAsync(tx, id, ct))!);
    }

    private static void Append(Tx tx, Guid id, string actor) =>
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.SubscriptionChanged, Actor = actor, Subject = Ids.Text(id) });

    private static string Text(IReadOnlyList<string> kinds) => string.Join(' ', kinds);

    private static EventSubscription Read(Row row) => new()
    {
        Id = row.Id(0),
        Name = row.Text(1),
        Url = row.Text(2),
        Kinds = row.Text(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Enabled = row.Bool(4),
        Position = row.Long(5),
        SecretVersion = row.Long(6),
        SecretAt = row.Long(7),
        FailingSince = row.LongOrNull(8),
        LastError = row.TextOrNull(9),
        Version = row.Long(10),
        CreatedAt = row.Long(11),
        CreatedBy = row.Text(12),
        ChangedAt = row.Long(13),
        ChangedBy = row.Text(14),
    };
}
