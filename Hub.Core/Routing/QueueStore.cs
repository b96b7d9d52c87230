using System.Text.Json;
using Hub.Core.Calendars;
using Hub.Core.Journal;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;

namespace Hub.Core.Routing;

/// <summary>Reads and changes queues and their members; changes are steps of the caller's unit of work.</summary>
public static class QueueStore
{
    private const string Select =
        """
        SELECT q.id, q.key, q.name, q.version, q.calendar_id, k.key AS calendar_key, k.name AS calendar_name,
        (SELECT COUNT(*) FROM conversations c WHERE c.queue_id = q.id AND c.assignee_id IS NULL AND c.status = 'open') AS waiting,
        (SELECT MIN(c.waiting_since) FROM conversations c WHERE c.queue_id = q.id AND c.assignee_id IS NULL AND c.status = 'open') AS longest_since
        FROM queues q LEFT JOIN calendars k ON k.id = q.calendar_id
        """;

    /// <summary>The queues after this key, by key.</summary>
    public static Task<List<WorkQueue>> ListAsync(DbSession db, string? after, int limit, CancellationToken ct) =>
        db.ListAsync<WorkQueue>(
            $"{Select} WHERE q.key > @after ORDER BY q.key LIMIT @limit", new { after = after ?? "", limit }, ct);

    /// <summary>The queue, or null.</summary>
    public static Task<WorkQueue?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<WorkQueue>($"{Select} WHERE q.id = @id", new { id }, ct);

    /// <summary>The queue with this key, or null.</summary>
    public static Task<WorkQueue?> FindByKeyAsync(DbSession db, string key, CancellationToken ct) =>
        db.FirstAsync<WorkQueue>($"{Select} WHERE q.key = @key", new { key }, ct);

    /// <summary>The queue that a person or a system means by its id or its key, or null.</summary>
    public static async Task<WorkQueue?> FindByNameAsync(DbSession db, string idOrKey, CancellationToken ct) =>
        (Guid.TryParseExact(idOrKey, "D", out var id) ? await FindAsync(db, id, ct) : null) ?? await FindByKeyAsync(db, idOrKey, ct);

    /// <summary>Adds a queue; null where the key is taken.</summary>
    public static async Task<WorkQueue?> CreateAsync(Tx tx, string key, string name, string actor, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var added = await tx.ExecuteAsync(
            "INSERT INTO queues (id, key, name, created_at) VALUES (@id, @key, @name, @now) ON CONFLICT (key) DO NOTHING",
            new { id, key, name, now = tx.Time.NowMs() }, ct);
        if (added == 0) return null;
        Append(tx, id, actor);
        return await FindAsync(tx, id, ct);
    }

    /// <summary>Changes a queue.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which queue, at which version (null: any), and what to change.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<QueueResult> ChangeAsync(Tx tx, (Guid Id, long? Version, QueueChange Change) wish, string actor, CancellationToken ct)
    {
        var (id, version, change) = wish;
        Guid? calendar = null;
        if (change.Calendar is { IsGiven: true, Value: { } named } && (calendar = await CalendarStore.HoldAsync(tx, named, ct)) is null)
            return new QueueResult.UnknownCalendar();
        var changed = await tx.ExecuteAsync(
            "UPDATE queues SET name = COALESCE(@name, name), version = version + 1 WHERE id = @id AND version = COALESCE(@version, version)",
            new { id, version, name = change.Name }, ct);
        if (changed == 1 && change.Calendar.IsGiven)
            await tx.Statement("UPDATE queues SET calendar_id = $2 WHERE id = $1").Bind(id).Bind(calendar).ExecuteAsync(ct);
        if (await FindAsync(tx, id, ct) is not { } queue) return new QueueResult.NotFound();
        if (changed == 0) return new QueueResult.VersionDiffers(queue);
        Append(tx, id, actor);
        return new QueueResult.Done(queue);
    }

    /// <summary>How a queue gives its conversations to agents; as by default where there is no such queue.</summary>
    public static async Task<QueueRouting> RoutingOfAsync(DbSession db, Guid? id, CancellationToken ct) =>
        RoutingOf(await db.Statement("SELECT routing FROM queues WHERE id = $1").Bind(id).FirstAsync(row => row.Text(0), ct) ?? "{}");

    /// <summary>Says how a queue gives its conversations to agents; false where it is not there or not at this version (null: any).</summary>
    public static async Task<bool> SetRoutingAsync(Tx tx, (Guid Id, long? Version, QueueRouting Routing) wish, string actor, CancellationToken ct)
    {
        var set = await tx.ExecuteAsync(
            "UPDATE queues SET routing = @routing, version = version + 1 WHERE id = @Id AND version = COALESCE(@Version, version)",
            new { wish.Id, wish.Version, routing = JsonSerializer.Serialize(wish.Routing, RoutingJson.Default.QueueRouting) }, ct);
        if (set == 1) Append(tx, wish.Id, actor);
        return set == 1;
    }

    /// <summary>Says what a queue promises to its customers; false where it is not there or not at this version (null: any).</summary>
    public static async Task<bool> SetTargetsAsync(Tx tx, (Guid Id, long? Version, QueueTargets Targets) wish, string actor, CancellationToken ct)
    {
        var set = await tx.ExecuteAsync(
            "UPDATE queues SET service_levels = @targets, version = version + 1 WHERE id = @Id AND version = COALESCE(@Version, version)",
            new { wish.Id, wish.Version, targets = wish.Targets.ToJson() }, ct);
        if (set == 1) Append(tx, wish.Id, actor);
        return set == 1;
    }

    internal static QueueRouting RoutingOf(string json) => JsonSerializer.Deserialize(json, RoutingJson.Default.QueueRouting)!;

    /// <summary>The ranks of a queue's members, the first being 0.</summary>
    public static async Task<Dictionary<Guid, int>> RanksAsync(DbSession db, Guid id, CancellationToken ct) => new(
        await db.Statement("SELECT agent_id, rank FROM queue_members WHERE queue_id = $1").Bind(id)
            .ListAsync(row => KeyValuePair.Create(row.Id(0), (int)row.Long(1)), ct));

    /// <summary>Makes an agent a member, or gives one another rank, the first being 0.</summary>
    public static async Task AddMemberAsync(Tx tx, Guid id, (Guid Agent, int Rank) member, string actor, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            """
            INSERT INTO queue_members (queue_id, agent_id, rank) VALUES (@id, @Agent, @Rank)
            ON CONFLICT (queue_id, agent_id) DO UPDATE SET rank = excluded.rank
            """,
            new { id, member.Agent, member.Rank }, ct);
        Append(tx, id, actor);
    }

    /// <summary>Ends a membership; false where there is none.</summary>
    public static async Task<bool> RemoveMemberAsync(Tx tx, Guid id, Guid agent, string actor, CancellationToken ct)
    {
        var removed = await tx.ExecuteAsync("DELETE FROM queue_members WHERE queue_id = @id AND agent_id = @agent", new { id, agent }, ct);
        if (removed == 1) Append(tx, id, actor);
        return removed == 1;
    }

    private static void Append(Tx tx, Guid queue, string actor) =>
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.QueueChanged, Actor = actor, QueueId = queue });
}
