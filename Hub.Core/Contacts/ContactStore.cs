using Hub.Core.Agents;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Contacts;

/// <summary>Reads and changes contacts; changes are steps of the caller's unit of work.</summary>
public static class ContactStore
{
    private const string Select =
        """
        SELECT c.id, c.name, c.organisation_id, o.name AS organisation_name, c.language, c.tier, c.dedicated_agent_id, c.version, c.created_at
        FROM contacts c LEFT JOIN organisations o ON o.id = c.organisation_id
        """;

    /// <summary>The contact, or null.</summary>
    public static Task<Contact?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Contact>($"{Select} WHERE c.id = @id", new { id }, ct);

    /// <summary>The contact whom this address belongs to, or null.</summary>
    public static Task<Contact?> FindByAddressAsync(DbSession db, string kind, string address, CancellationToken ct) =>
        db.FirstAsync<Contact>(
            $"{Select} WHERE c.id = (SELECT contact_id FROM contact_points WHERE kind = @kind AND address = @address)", new { kind, address }, ct);

    /// <summary>The contacts first heard of before this one (null for the first page), the latest first.</summary>
    public static Task<List<Contact>> ListAsync(DbSession db, Guid? before, int limit, CancellationToken ct) =>
        db.ListAsync<Contact>(
            $"{Select} {(before is null ? "" : "WHERE c.id < @before")} ORDER BY c.id DESC LIMIT @limit", new { before, limit }, ct);

    /// <summary>The points of these contacts.</summary>
    public static Task<List<ContactPoint>> PointsAsync(DbSession db, IReadOnlyCollection<Guid> contacts, CancellationToken ct) =>
        contacts.Count == 0
            ? Task.FromResult<List<ContactPoint>>([])
            : db.ListAsync<ContactPoint>(
                "SELECT id, contact_id, kind, address, verified_at FROM contact_points WHERE contact_id IN @ids ORDER BY id", contacts, null, ct);

    /// <summary>Adds a contact.</summary>
    public static async Task<Contact> CreateAsync(Tx tx, string? name, string? language, string actor, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        await tx.ExecuteAsync(
            "INSERT INTO contacts (id, name, language, created_at) VALUES (@id, @name, @language, @now)",
            new { id, name, language, now = tx.Time.NowMs() }, ct);
        Append(tx, id, actor);
        return (await FindAsync(tx, id, ct))!;
    }

    /// <summary>Changes a contact, if it is still at the version that the caller has seen (null: at any).</summary>
    public static async Task<ContactResult> ChangeAsync(
        Tx tx, (Guid Id, long? Version, ContactChange Change) wish, string actor, CancellationToken ct)
    {
        await tx.FirstAsync<Guid>("SELECT id FROM contacts WHERE id = @Id {forUpdate}", new { wish.Id }, ct);
        if (await FindAsync(tx, wish.Id, ct) is not { } present) return new ContactResult.NotFound();
        if (wish.Version is { } version && version != present.Version) return new ContactResult.VersionDiffers(present);
        var change = wish.Change;
        if (change.DedicatedAgent.Value is { } agent && await AgentStore.FindAsync(tx, agent, ct) is null) return new ContactResult.UnknownAgent();
        var organisation = change.Organisation.IsGiven
            ? await OrganisationAsync(tx, change.Organisation.Value, ct)
            : present.OrganisationId;
        await tx.ExecuteAsync(
            """
            UPDATE contacts SET name = @name, language = @language, organisation_id = @organisation, tier = @tier, dedicated_agent_id = @dedicated,
              version = version + 1
            WHERE id = @Id
            """,
            new
            {
                wish.Id, name = change.Name.Or(present.Name), language = change.Language.Or(present.Language), organisation,
                tier = change.Tier ?? present.Tier, dedicated = change.DedicatedAgent.Or(present.DedicatedAgentId),
            },
            ct);
        Append(tx, wish.Id, actor);
        return new ContactResult.Done((await FindAsync(tx, wish.Id, ct))!);
    }

    /// <summary>Gives a contact another address, as a claim; harmless where the contact has it.</summary>
    public static async Task<ContactResult> AddPointAsync(Tx tx, Guid id, string kind, string address, string actor, CancellationToken ct)
    {
        if (await FindAsync(tx, id, ct) is not { } contact) return new ContactResult.NotFound();
        await tx.ExecuteAsync(
            """
            INSERT INTO contact_points (id, contact_id, kind, address, created_at) VALUES (@point, @id, @kind, @address, @now)
            ON CONFLICT (kind, address) DO NOTHING
            """,
            new { point = Ids.New(tx.Time), id, kind, address, now = tx.Time.NowMs() }, ct);
        var owner = await tx.FirstAsync<Guid>(
            "SELECT contact_id FROM contact_points WHERE kind = @kind AND address = @address", new { kind, address }, ct);
        if (owner != id) return new ContactResult.AddressTaken(owner);
        Append(tx, id, actor);
        return new ContactResult.Done(contact);
    }

    private static async Task<Guid?> OrganisationAsync(Tx tx, string? name, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        await tx.ExecuteAsync(
            "INSERT INTO organisations (id, name, created_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
            new { id = Ids.New(tx.Time), name = name.Trim(), now = tx.Time.NowMs() }, ct);
        return await tx.FirstAsync<Guid>("SELECT id FROM organisations WHERE name = @name", new { name = name.Trim() }, ct);
    }

    private static void Append(Tx tx, Guid contact, string actor) =>
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.ContactChanged, Actor = actor, ContactId = contact });
}
