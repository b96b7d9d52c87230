using Hub.Core.Storage;

namespace Hub.Core.Canned;

/// <summary>Reads and changes canned answers; changes are steps of the caller's unit of work.</summary>
public static class CannedStore
{
    private const string Insert =
        "INSERT INTO canned_answers (id, name, text, created_at) VALUES (@id, @name, @text, @now) ON CONFLICT (name) DO NOTHING";

    /// <summary>The canned answers after this name, by name.</summary>
    public static Task<List<CannedAnswer>> ListAsync(DbSession db, string? after, int limit, CancellationToken ct) =>
        db.ListAsync<CannedAnswer>(
            "SELECT id, name, text, created_at FROM canned_answers WHERE name > @after ORDER BY name LIMIT @limit",
            new { after = after ?? "", limit }, ct);

    /// <summary>Adds one; null where the name is taken.</summary>
    public static async Task<CannedAnswer?> CreateAsync(Tx tx, string name, string text, CancellationToken ct)
    {
        var answer = new CannedAnswer { Id = Ids.New(tx.Time), Name = name, Text = text, CreatedAt = tx.Time.NowMs() };
        var added = await tx.ExecuteAsync(Insert, new { id = answer.Id, name, text, now = answer.CreatedAt }, ct);
        return added == 1 ? answer : null;
    }

    /// <summary>Deletes one; false where it is not there.</summary>
    public static async Task<bool> DeleteAsync(Tx tx, Guid id, CancellationToken ct) =>
        await tx.ExecuteAsync("DELETE FROM canned_answers WHERE id = @id", new { id }, ct) == 1;
}
