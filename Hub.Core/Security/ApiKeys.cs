using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>API keys: made and revoked by the operator, found by their hash on every request.</summary>
public sealed class ApiKeys(Store store)
{
    private const string Select =
        "SELECT k.id, k.role, r.permissions FROM api_keys k JOIN roles r ON r.name = k.role WHERE k.key_hash = $1 AND k.revoked_at IS NULL";

    private const string Insert =
        """
        INSERT INTO api_keys (id, name, role, prefix, key_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) DO NOTHING
        """;

    /// <summary>Makes a key, whose secret is not to be had again; null where the name is taken, also by a revoked one.</summary>
    /// <exception cref="ConstraintException">There is no such role.</exception>
    public async Task<Token?> CreateAsync(string name, string role, CancellationToken ct)
    {
        var token = Token.ForKey();
        var id = Ids.New(store.Time);
        var made = await store.WriteAsync(
            (tx, unit) => tx.Statement(Insert)
                .Bind(id).Bind(name).Bind(role).Bind(token.Shown).Bind(token.Hash).Bind(tx.Time.NowMs()).ExecuteAsync(unit),
            ct);
        return made == 1 ? token : null;
    }

    /// <summary>Every key, revoked ones too.</summary>
    public Task<List<ApiKey>> ListAsync(CancellationToken ct) => store.ReadAsync(
        (db, read) => db.ListAsync<ApiKey>(
            "SELECT id, name, role, prefix, created_at, revoked_at FROM api_keys ORDER BY name", null, read),
        ct);

    /// <summary>Ends a key at once; false where no key of this name holds.</summary>
    public async Task<bool> RevokeAsync(string name, CancellationToken ct) => await store.WriteAsync(
        (tx, unit) => tx.Statement("UPDATE api_keys SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL")
            .Bind(name).Bind(tx.Time.NowMs()).ExecuteAsync(unit),
        ct) == 1;

    /// <summary>Whose key this is, or null where there is none or it was revoked.</summary>
    public Task<Subject?> FindAsync(byte[] keyHash, CancellationToken ct) => store.ReadAsync(
        (db, read) => db.Statement(Select).Bind(keyHash).FirstAsync(
            row => new Subject
            {
                Id = row.Id(0),
                IsAgent = false,
                Role = row.Text(1),
                Permissions = Permissions.Parse(row.Text(2)),
                QueueIds = new HashSet<Guid>(),
            },
            read),
        ct);
}
