using System.Text.Json.Nodes;
using Hub.Core.Contacts;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Junk;

/// <summary>The addresses that people have judged. An address has one verdict, the last.</summary>
public static class JunkSenders
{
    private const string Columns = "id, kind, address, verdict, actor, created_at";

    private const string Verdict = "SELECT verdict FROM junk_senders WHERE kind = $1 AND address = $2";

    private const string Put =
        """
        INSERT INTO junk_senders (id, kind, address, verdict, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (kind, address) DO UPDATE SET id = excluded.id, verdict = excluded.verdict, actor = excluded.actor,
          created_at = excluded.created_at WHERE junk_senders.verdict <> excluded.verdict
        """;

    private const string DeleteAllowed = "DELETE FROM junk_senders WHERE kind = $1 AND address = $2 AND verdict = 'allow' RETURNING id";

    private const string Delete = "DELETE FROM junk_senders WHERE id = $1 RETURNING verdict";

    /// <summary>Those judged before the one named (null for the first page), the latest first.</summary>
    /// <param name="db">The session.</param>
    /// <param name="filter">One address in canonical form, one verdict, or null for every one; and where the page begins.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<List<JunkSender>> ListAsync(
        DbSession db, (string? Address, string? Verdict, Guid? Before) filter, int limit, CancellationToken ct) =>
        db.ListAsync<JunkSender>(
            $"SELECT {Columns} FROM junk_senders WHERE 1 = 1"
            + (filter.Address is null ? "" : " AND address = @Address")
            + (filter.Verdict is null ? "" : " AND verdict = @Verdict")
            + (filter.Before is null ? "" : " AND id < @Before")
            + " ORDER BY id DESC LIMIT @limit",
            new { filter.Address, filter.Verdict, filter.Before, limit }, ct);

    /// <summary>Those whose address has this in it, the latest first.</summary>
    /// <param name="db">The session.</param>
    /// <param name="text">What a person typed.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<List<JunkSender>> SearchAsync(DbSession db, string text, int limit, CancellationToken ct)
    {
        var like = "%" + text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal) + "%";
        return db.ListAsync<JunkSender>($"SELECT {Columns} FROM junk_senders WHERE LOWER(address) LIKE @like ESCAPE '!' ORDER BY id DESC LIMIT @limit", new { like, limit }, ct);
    }

    /// <summary>Decides of an address, in place of what was decided before.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="address">The mail address in canonical form.</param>
    /// <param name="verdict">One of <see cref="JunkVerdict"/>.</param>
    /// <param name="actor">Who decides, as in the journal.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<JunkSender> DecideAsync(Tx tx, string address, string verdict, string actor, CancellationToken ct)
    {
        await RememberAsync(tx, (PointKinds.Email, address), verdict, actor, ct);
        return (await tx.FirstAsync<JunkSender>($"SELECT {Columns} FROM junk_senders WHERE kind = 'email' AND address = @address", new { address }, ct))!;
    }

    /// <summary>Forgets what was decided of an address; false where it is not there.</summary>
    public static async Task<bool> RemoveAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        if (await tx.Statement(Delete).Bind(id).FirstAsync(row => row.Text(0), ct) is not { } verdict) return false;
        Append(tx, JournalKinds.JunkForgotten, id, verdict, actor);
        return true;
    }

    /// <summary>What was decided of an address, or null; together with the next statement.</summary>
    internal static Task<Later<string?>> FindWithNextAsync(Tx tx, string kind, string address, CancellationToken ct) =>
        tx.Statement(Verdict).Bind(kind).Bind(address).FirstWithNextAsync(row => row.TextOrNull(0), ct);

    /// <summary>Remembers a verdict in place of an earlier one.</summary>
    internal static async Task RememberAsync(Tx tx, (string Kind, string Address) point, string verdict, string actor, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var isNew = await tx.Statement(Put)
            .Bind(id).Bind(point.Kind).Bind(point.Address).Bind(verdict).Bind(actor).Bind(tx.Time.NowMs()).ExecuteAsync(ct) == 1;
        if (isNew) Append(tx, JournalKinds.JunkRemembered, id, verdict, actor);
    }

    /// <summary>Whoever takes a mail of an address for junk does not allow its mails any more.</summary>
    internal static async Task ForgetAllowedAsync(Tx tx, (string Kind, string Address) point, string actor, CancellationToken ct)
    {
        var forgotten = await tx.Statement(DeleteAllowed).Bind(point.Kind).Bind(point.Address).FirstAsync(row => row.IdOrNull(0), ct);
        if (forgotten is { } id) Append(tx, JournalKinds.JunkForgotten, id, JunkVerdict.Allow, actor);
    }

    private static void Append(Tx tx, string what, Guid id, string verdict, string actor) => tx.Append(new JournalEntry
    {
        At = tx.Time.NowMs(),
        Kind = what,
        Actor = actor,
        Subject = Ids.Text(id),
        Changes = new JsonObject { ["verdict"] = verdict }.ToJsonString(),
    });
}
