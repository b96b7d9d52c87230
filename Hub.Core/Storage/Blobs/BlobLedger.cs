namespace Hub.Core.Storage.Blobs;

/// <summary>The rows of <c>blobs</c>: what was stored and when last.</summary>
internal static class BlobLedger
{
    private const string Renewal =
        """
        INSERT INTO blobs (hash, size, stored_at) VALUES ($1, $2, {now})
        ON CONFLICT (hash) DO UPDATE SET stored_at = excluded.stored_at
        """;

    private static readonly string Unused = $"hash = $1 AND stored_at < {{now}} - $2 AND {BlobReferences.NoneNamesIt}";
    private static readonly string Look = $"SELECT 1 FROM blobs WHERE {Unused}";
    private static readonly string Removal = $"DELETE FROM blobs WHERE {Unused}";

    private static readonly string Candidates =
        $$"""
        SELECT hash, CASE WHEN stored_at < {now} - $2 AND {{BlobReferences.NoneNamesIt}} THEN 1 ELSE 0 END
        FROM blobs WHERE hash > $1 ORDER BY hash LIMIT $3
        """;

    public static Task RenewAsync(Store store, BlobHash hash, long size, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.Statement(Renewal).Bind(hash.ToString()).Bind(size).ExecuteAsync(token), ct);

    /// <summary>Whether it may go, as the write door sees it.</summary>
    public static Task<bool> IsUnusedAsync(Store store, BlobHash hash, Lease lease, CancellationToken ct) => store.WriteInBackgroundAsync(
        async (tx, token) =>
        {
            await tx.FenceAsync(lease, token);
            return await tx.Statement(Look).Bind(hash.ToString()).Bind(GraceMs).FirstAsync(row => row.Long(0), token) == 1;
        },
        ct);

    /// <summary>Takes the row away if it still may go; on PostgreSQL its pieces go with it.</summary>
    public static Task<bool> RemoveAsync(Store store, BlobHash hash, Lease lease, CancellationToken ct) => store.WriteInBackgroundAsync(
        async (tx, token) =>
        {
            await tx.FenceAsync(lease, token);
            return await tx.Statement(Removal).Bind(hash.ToString()).Bind(GraceMs).ExecuteAsync(token) == 1;
        },
        ct);

    /// <summary>A page of the ledger after a hash, each row with whether it seems unused.</summary>
    public static Task<List<(string Hash, bool Unused)>> PageAsync(
        Store store, string after, int limit, CancellationToken ct) =>
        store.ReadAsync(
            (session, token) => session.Statement(Candidates).Bind(after).Bind(GraceMs).Bind(limit)
                .ListAsync(row => (row.Text(0), row.Long(1) == 1), token),
            ct);

    private static long GraceMs => (long)BlobCollector.Grace.TotalMilliseconds;
}
