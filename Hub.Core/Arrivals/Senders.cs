using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>Finds the contact of an address and locks it until the commit, so that its arrivals are taken one after the other.</summary>
internal static class Senders
{
    private const string Find =
        """
        SELECT p.contact_id, p.id, p.verified_at, CASE WHEN $1 = 'email' AND EXISTS (SELECT 1 FROM agents a WHERE a.email = p.address) THEN 1 ELSE 0 END
        FROM contact_points p JOIN contacts c ON c.id = p.contact_id
        WHERE p.kind = $1 AND p.address = $2 {lockContact}
        """;

    private const string AddContact = "INSERT INTO contacts (id, name, created_at) VALUES ($1, $2, $3)";

    private const string AddPoint =
        """
        INSERT INTO contact_points (id, contact_id, kind, address, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (kind, address) DO NOTHING
        RETURNING CASE WHEN $3 = 'email' AND EXISTS (SELECT 1 FROM agents a WHERE a.email = $4) THEN 1 ELSE 0 END
        """;

    private const string DropContact = "DELETE FROM contacts WHERE id = $1";

    /// <summary>The contact of an address; a new contact, or the given one with a new point, where the address is not known.</summary>
    public static async Task<Sender> FindOrAddAsync(Tx tx, string kind, string address, string? name, Guid? owner, CancellationToken ct) =>
        await FindAsync(tx, kind, address, ct) ?? await AddAsync(tx, kind, address, name, owner, ct);

    /// <summary>The contact of an address, or null where it is not known.</summary>
    public static Task<Sender?> FindAsync(Tx tx, string kind, string address, CancellationToken ct) =>
        tx.Statement(Find).Bind(kind).Bind(address).FirstAsync(Read, ct);

    /// <summary>As <see cref="FindAsync"/>, together with the next statement.</summary>
    public static Task<Later<Sender?>> FindWithNextAsync(Tx tx, string kind, string address, CancellationToken ct) =>
        tx.Statement(Find).Bind(kind).Bind(address).FirstWithNextAsync(Read, ct);

    /// <summary>Adds the contact of an address that was not found, or the point to its owner.</summary>
    public static async Task<Sender> AddAsync(Tx tx, string kind, string address, string? name, Guid? owner, CancellationToken ct)
    {
        var added = new Sender(owner ?? Ids.New(tx.Time), Ids.New(tx.Time), Verified: false, IsNew: owner is null);
        var now = tx.Time.NowMs();
        if (owner is null) await tx.Statement(AddContact).Bind(added.ContactId).Bind(name).Bind(now).ExecuteWithNextAsync(ct);
        var point = await tx.Statement(AddPoint)
            .Bind(added.PointId).Bind(added.ContactId).Bind(kind).Bind(address).Bind(now)
            .FirstAsync(row => added with { IsStaff = row.Long(0) == 1 }, ct);
        if (point is not null) return point;

        // another node was faster; its commit was waited for, so the contact is there now
        if (owner is null) await tx.Statement(DropContact).Bind(added.ContactId).ExecuteAsync(ct);
        return await FindAsync(tx, kind, address, ct)
            ?? throw new ConstraintException("A contact point vanished while its contact was looked for.");
    }

    private static Sender Read(Row row) => new(row.Id(0), row.Id(1), row.LongOrNull(2) is not null, row.Long(3) == 1);
}
