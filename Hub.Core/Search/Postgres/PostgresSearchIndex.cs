using Hub.Core.Storage;

namespace Hub.Core.Search.Postgres;

/// <summary>
/// The index of several nodes: a table with <c>tsvector</c>s that the hub makes itself, because PostgreSQL's parser cuts Chinese, addresses
/// and numbers otherwise. Written by the holder of the lease, read by every node.
/// </summary>
public sealed class PostgresSearchIndex(Store store) : ISearchIndex
{
    /// <summary>Grows whenever the words or the tables change; an index of another version is made anew.</summary>
    private const long Version = 1;

    private const string Position = "SELECT journal, backfill FROM search_position WHERE version = $1";

    private const string Empty = "TRUNCATE search_documents, search_position";

    private const string Begin = "INSERT INTO search_position (version, journal, backfill) VALUES ($1, $2, $3)";

    private const string Move =
        "UPDATE search_position SET journal = $2, backfill = $3 WHERE version = $1 AND journal = $4 AND backfill = $5";

    private const string Forget = "DELETE FROM search_documents WHERE subject_id = ANY (@Subjects)";

    private const string Add =
        """
        INSERT INTO search_documents (conversation_id, subject_id, chunk, words)
        SELECT d.conversation_id, d.subject_id, d.chunk, d.words::tsvector
        FROM unnest(@Conversations, @Subjects, @Chunks, @Words) AS d (conversation_id, subject_id, chunk, words)
        ON CONFLICT (subject_id, chunk) DO NOTHING
        """;

    /// <inheritdoc/>
    public Task<SearchPosition?> PositionAsync(CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(Position).Bind(Version)
            .FirstAsync(row => new SearchPosition(row.Long(0), row.Long(1)), token),
        ct);

    /// <inheritdoc/>
    public Task ResetAsync(SearchPosition start, Lease lease, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            await tx.FenceAsync(lease, token);
            await tx.Statement(Empty).ExecuteAsync(token);
            await tx.Statement(Begin).Bind(Version).Bind(start.Journal).Bind(start.Backfill).ExecuteAsync(token);
        },
        ct);

    /// <inheritdoc/>
    public Task AddAsync(SearchBatch batch, Lease lease, CancellationToken ct)
    {
        var rows = new DocumentRows(batch.Conversations);
        return store.WriteAsync(
            async (tx, token) =>
            {
                await tx.FenceAsync(lease, token);
                var moved = await tx.Statement(Move).Bind(Version).Bind(batch.To.Journal).Bind(batch.To.Backfill)
                    .Bind(batch.From.Journal).Bind(batch.From.Backfill).ExecuteAsync(token);
                if (moved == 0) throw new LeaseLostException(lease.Name);
                if (rows.Changed.Length > 0) await tx.ExecuteAsync(Forget, new { Subjects = rows.Changed }, token);
                if (rows.Words.Count > 0)
                    await tx.ExecuteAsync(
                        Add,
                        new
                        {
                            Conversations = rows.Conversations.ToArray(),
                            Subjects = rows.Subjects.ToArray(),
                            Chunks = rows.Chunks.ToArray(),
                            Words = rows.Words.ToArray(),
                        },
                        token);
            },
            ct);
    }

    /// <inheritdoc/>
    public Task<SearchPage> FindAsync(string query, int limit, SearchCursor? before, CancellationToken ct)
    {
        var terms = SearchQuery.Parse(query).Terms;
        if (terms.Count == 0) return Task.FromResult(SearchPage.Empty);
        var start = before ?? SearchCursor.Start;
        return store.ReadAsync(
            async (session, token) =>
            {
                var statement = session.Statement(Sql(terms.Count)).Bind(start.ActiveAt).Bind(start.Number).Bind(limit);
                foreach (var term in terms) statement.Bind(Expression(term));
                var found = await statement.ListAsync(row => new SearchHit(row.Id(0), new SearchCursor(row.Long(1), row.Long(2))), token);
                return new SearchPage(found, found.Count < limit ? null : found[^1].At);
            },
            ct);
    }

    private static string Sql(int terms)
    {
        var conditions = Enumerable.Range(4, terms).Select(
            place => $" AND id IN (SELECT conversation_id FROM search_documents WHERE words @@ ${place}::text::tsquery)");
        return
            $"""
            SELECT id, active_at, number FROM conversations WHERE active_minute <= $1 / 60000 AND (active_at, number) < ($1, $2){string.Concat(conditions)}
            ORDER BY active_minute DESC, active_at DESC, number DESC LIMIT $3
            """;
    }

    /// <summary>In quotes, where a tsquery knows no operators; words hold neither quotes nor backslashes.</summary>
    private static string Expression(SearchTerm term)
    {
        var phrase = string.Join(" <-> ", term.Words.Select(word => $"'{word}'"));
        return term.Number is null ? phrase : $"({phrase}) | '{term.Number}':*";
    }
}
