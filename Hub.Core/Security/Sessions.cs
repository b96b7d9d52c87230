using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>Sign-ins: opened with a password, found by their token's hash on every request, so that ending one takes effect at once.</summary>
public sealed class Sessions(Store store, SessionLimits limits)
{
    private const string Select =
        """
        SELECT a.id, a.role, r.permissions, a.may_begin, s.used_at FROM sessions s
        JOIN agents a ON a.id = s.agent_id JOIN roles r ON r.name = a.role
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.used_at > $3 AND NOT a.disabled
        """;

    private const string Insert =
        "INSERT INTO sessions (token_hash, agent_id, created_at, used_at, expires_at) VALUES ($1, $2, $3, $3, $4)";

    /// <summary>Opens a session and returns its token, which is not to be had again.</summary>
    public async Task<Token> OpenAsync(Guid agentId, CancellationToken ct)
    {
        var token = Token.ForSession();
        var hash = token.Hash;
        await store.WriteAsync(
            (tx, unit) =>
            {
                var now = tx.Time.NowMs();
                return tx.Statement(Insert).Bind(hash).Bind(agentId).Bind(now).Bind(now + Ms(limits.Absolute)).ExecuteAsync(unit);
            },
            ct);
        return token;
    }

    /// <summary>Whose session this is, or null where there is none or it has ended.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Subject?> FindAsync(byte[] tokenHash, CancellationToken ct)
    {
        var now = store.Time.NowMs();
        if (await ReadAsync(tokenHash, now, ct) is not { } session) return null;
        if (now - session.UsedAt >= Ms(limits.Idle) / 10) await TouchAsync(tokenHash, now, ct);
        return session.Subject;
    }

    /// <summary>As <see cref="FindAsync"/>, without counting as use: what only listens must not keep a session from falling idle.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Subject?> LookAsync(byte[] tokenHash, CancellationToken ct) =>
        (await ReadAsync(tokenHash, store.Time.NowMs(), ct))?.Subject;

    /// <summary>Ends one session.</summary>
    public Task CloseAsync(byte[] tokenHash, CancellationToken ct) => store.WriteAsync(
        (tx, unit) => tx.Statement("DELETE FROM sessions WHERE token_hash = $1").Bind(tokenHash).ExecuteAsync(unit), ct);

    /// <summary>Ends every session of an agent, in the transaction that gives the reason.</summary>
    public static Task CloseAllAsync(Tx tx, Guid agentId, CancellationToken ct) =>
        tx.Statement("DELETE FROM sessions WHERE agent_id = $1").Bind(agentId).ExecuteAsync(ct);

    private Task<(Subject Subject, long UsedAt)?> ReadAsync(byte[] tokenHash, long now, CancellationToken ct) =>
        store.ReadAsync((db, read) => ReadAsync(db, tokenHash, now, read), ct);

    private async Task<(Subject Subject, long UsedAt)?> ReadAsync(DbSession db, byte[] tokenHash, long now, CancellationToken ct)
    {
        // a class of its own only to be nullable: no row is the usual answer to a guess
        var row = await db.Statement(Select).Bind(tokenHash).Bind(now).Bind(now - Ms(limits.Idle))
            .FirstAsync(row => Tuple.Create(row.Id(0), row.Text(1), row.Text(2), row.Bool(3), row.Long(4)), ct);
        if (row is null) return null;
        return (await AgentSubjects.OfAsync(db, (row.Item1, row.Item2, row.Item3, row.Item4), ct), row.Item5);
    }

    /// <summary>Not at every request: a tenth of the idle time is exact enough and spares the write door.</summary>
    private async Task TouchAsync(byte[] tokenHash, long now, CancellationToken ct)
    {
        try
        {
            await store.WriteAsync(
                (tx, unit) => tx.Statement("UPDATE sessions SET used_at = $2 WHERE token_hash = $1 AND used_at < $2")
                    .Bind(tokenHash).Bind(now).ExecuteAsync(unit),
                ct);
        }
        catch (StoreUnavailableException)
        {
            // a full disk must not keep people from reading: the session only counts as idle a little longer
        }
    }

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
