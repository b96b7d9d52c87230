using Hub.Core.Storage;

namespace Hub.Core.Metrics;

/// <summary>How much waits, as the database knows it.</summary>
/// <param name="Waiting">Conversations without an agent, by the key of their queue.</param>
/// <param name="Behind">Journal entries that each named reader has yet to see.</param>
/// <param name="Quarantined">Inputs in quarantine.</param>
public sealed record HubFigures(IReadOnlyList<HubFigure> Waiting, IReadOnlyList<HubFigure> Behind, long Quarantined)
{
    private const string CountWaiting =
        """
        SELECT q.key, COUNT(c.id) FROM queues q
        LEFT JOIN conversations c ON c.queue_id = q.id AND c.assignee_id IS NULL AND c.status = 'open'
        GROUP BY q.key
        """;

    private const string CountBehind = "SELECT name, (SELECT COALESCE(MAX(seq), 0) FROM journal) - position FROM journal_cursors";

    private const string CountQuarantined = "SELECT COUNT(*) FROM quarantine";

    /// <summary>Nothing counted yet.</summary>
    public static HubFigures None { get; } = new([], [], 0);

    /// <summary>Counts.</summary>
    public static async Task<HubFigures> ReadAsync(DbSession session, CancellationToken ct) => new(
        await session.Statement(CountWaiting).ListAsync(Figure, ct),
        await session.Statement(CountBehind).ListAsync(Figure, ct),
        await session.Statement(CountQuarantined).FirstAsync(row => row.Long(0), ct));

    private static HubFigure Figure(Row row) => new(row.Text(0), row.Long(1));
}
