using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>Reads and writes the clocks of conversations.</summary>
public static class ServiceClocks
{
    /// <summary>How many clocks are reckoned anew in one transaction.</summary>
    internal const int Page = 200;

    private const string Select = $"SELECT {ClockRow.Columns} FROM service_clocks";

    // always in this order, so that nobody waits for each other
    private const string Running = $"{Select} WHERE conversation_id IN @ids AND ended_at IS NULL ORDER BY conversation_id, metric {{forUpdate}}";

    private const string OfContacts =
        "SELECT k.conversation_id FROM conversations c JOIN service_clocks k ON k.conversation_id = c.id AND k.ended_at IS NULL WHERE c.contact_id IN @ids";

    private const string Outdated =
        $$"""
        {{Select}} WHERE queue_id = @queue AND ended_at IS NULL AND (queue_version <> @version OR calendar_version <> @calendarVersion)
        ORDER BY conversation_id, metric LIMIT @page {forUpdate}
        """;

    private const string Insert =
        $"""
        INSERT INTO service_clocks ({ClockRow.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (id) DO UPDATE SET queue_id = $4, queue_version = $5, calendar_version = $6, target = $7, consumed = $9, since_at = $10,
          paused_at = $11, due_at = $12, warned_at = $13, breached_at = $14, steps = $15, ended_at = $16, ended_by = $17
        """;

    /// <summary>The clocks of a conversation that began before this one (null for the first page), the latest first.</summary>
    public static async Task<List<ServiceClock>> ListAsync(DbSession db, Guid conversation, Guid? before, int limit, CancellationToken ct)
    {
        var rows = await db.ListAsync<ClockRow>(
            $"{Select} WHERE conversation_id = @conversation {(before is null ? "" : "AND id < @before")} ORDER BY id DESC LIMIT @limit", new { conversation, before, limit }, ct);
        return rows.ConvertAll(row => row.Clock());
    }

    /// <summary>How a queue's promises were kept that were decided in a time: answered or resolved in time, or broken in it.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="queue">The queue's id.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The instant after the last.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<ServiceReport> ReportAsync(DbSession db, Guid queue, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        const string inTime = " FROM service_clocks WHERE queue_id = $1 AND ";
        var breached = await CountAsync($"SELECT metric, COUNT(*){inTime}breached_at >= $2 AND breached_at < $3 GROUP BY metric");
        var met = await CountAsync(
            $"""
            SELECT metric, COUNT(*){inTime}ended_at >= $2 AND ended_at < $3 AND breached_at IS NULL
            AND (ended_by = 'answered' OR (ended_by = 'resolved' AND metric = 'resolution')) GROUP BY metric
            """);
        return new ServiceReport(from, to, [.. ServiceMetric.All.Select(metric => new MetricReport(metric, met.GetValueOrDefault(metric), breached.GetValueOrDefault(metric)))]);

        async Task<Dictionary<string, long>> CountAsync(string sql) =>
            (await db.Statement(sql).Bind(queue).Bind(from.ToMs()).Bind(to.ToMs()).ListAsync(row => (Metric: row.Text(0), Count: row.Long(1)), ct)).ToDictionary(row => row.Metric, row => row.Count);
    }

    /// <summary>The clocks that run in these conversations, which stay as they are until the unit's end.</summary>
    internal static async Task<List<ServiceClock>> RunningAsync(Tx tx, IReadOnlyCollection<Guid> conversations, CancellationToken ct) =>
        conversations.Count == 0 ? [] : (await tx.ListAsync<ClockRow>(Running, conversations, null, ct)).ConvertAll(row => row.Clock());

    /// <summary>The conversations of these contacts in which a clock runs.</summary>
    internal static Task<List<Guid>> OfContactsAsync(DbSession db, IReadOnlyCollection<Guid> contacts, CancellationToken ct) => db.ListAsync<Guid>(OfContacts, contacts, null, ct);

    /// <summary>Some of a queue's clocks that were reckoned by other versions than these, which stay as they are until the unit's end.</summary>
    internal static async Task<List<ServiceClock>> OutdatedAsync(Tx tx, QueueRule rule, CancellationToken ct) =>
        (await tx.ListAsync<ClockRow>(Outdated, new { queue = rule.Id, version = rule.Version, calendarVersion = rule.CalendarVersion, page = Page }, ct)).ConvertAll(row => row.Clock());

    internal static Task SaveAsync(Tx tx, ServiceClock clock, CancellationToken ct) => tx.Statement(Insert)
        .Bind(clock.Id).Bind(clock.ConversationId).Bind(clock.Metric).Bind(clock.QueueId).Bind(clock.QueueVersion).Bind(clock.CalendarVersion)
        .Bind(ServiceClock.Json(clock.Target)).Bind(clock.StartedAt).Bind(clock.Time.Consumed).Bind(clock.Time.Since).Bind(clock.Time.PausedAt)
        .Bind(clock.DueAt).Bind(clock.WarnedAt).Bind(clock.BreachedAt).Bind(clock.Steps).Bind(clock.EndedAt).Bind(clock.EndedBy)
        .ExecuteAsync(ct);
}
