using System.Text.Json;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>Reads and changes rules; changes are steps of the caller's unit of work.</summary>
public static class RuleStore
{
    private const string Select =
        "SELECT id, name, place, enabled, occasion, content, version, created_at, created_by, changed_at, changed_by FROM rules";

    private const string Order = "ORDER BY place, id";

    private const string Insert =
        """
        INSERT INTO rules (id, name, place, enabled, occasion, content, created_at, created_by, changed_at, changed_by)
        VALUES ($1, $2, (SELECT COALESCE(MAX(place) + 1, 0) FROM rules), $3, $4, $5, {now}, $6, {now}, $6)
        """;

    private const string Update =
        """
        UPDATE rules SET name = $2, enabled = $3, occasion = $4, content = $5, version = version + 1, changed_at = {now}, changed_by = $6 WHERE id = $1
        """;

    /// <summary>Every rule in order; there are at most <see cref="Rule.Most"/>.</summary>
    public static Task<List<Rule>> ListAsync(DbSession db, CancellationToken ct) => db.Statement($"{Select} {Order}").ListAsync(Read, ct);

    /// <summary>The rules at work, in order.</summary>
    public static Task<List<Rule>> EnabledAsync(DbSession db, CancellationToken ct) => db.Statement($"{Select} WHERE enabled {Order}").ListAsync(Read, ct);

    /// <summary>The rule, or null.</summary>
    public static Task<Rule?> FindAsync(DbSession db, Guid id, CancellationToken ct) => db.Statement($"{Select} WHERE id = $1").Bind(id).FirstAsync(Read, ct);

    /// <summary>Adds a rule behind the others.</summary>
    public static async Task<RuleResult> CreateAsync(Tx tx, NewRule rule, string actor, CancellationToken ct)
    {
        var (content, fault) = await RuleLookup.NamedAsync(tx, rule.When, rule.Content, ct);
        if (content is null) return new RuleResult.Refused(fault!);
        if (await tx.Statement("SELECT COUNT(*) FROM rules").FirstAsync(row => row.Long(0), ct) >= Rule.Most) return new RuleResult.Full();
        var id = Ids.New(tx.Time);
        await tx.Statement(Insert).Bind(id).Bind(rule.Name).Bind(rule.Enabled).Bind(rule.When).Bind(Text(content)).Bind(actor).ExecuteAsync(ct);
        return await DoneAsync(tx, id, actor, ct);
    }

    /// <summary>Changes a rule.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which rule, at which version (null: any), and what to change.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<RuleResult> ChangeAsync(Tx tx, (Guid Id, long? Version, RuleChange Change) wish, string actor, CancellationToken ct)
    {
        var (present, fault) = await LockAsync(tx, wish.Id, wish.Version, ct);
        if (present is null) return fault!;
        var change = wish.Change;
        var when = change.When ?? present.When;
        var wanted = new RuleContent(change.Conditions ?? present.Content.Conditions, change.Actions ?? present.Content.Actions);
        var (content, wrong) = await RuleLookup.NamedAsync(tx, when, wanted, ct);
        // one whose queue is gone can still be renamed, moved and switched off
        var isSaid = change.Conditions is not null || change.Actions is not null || change.When is not null || change.Enabled == true;
        if (content is null && isSaid) return new RuleResult.Refused(wrong!);
        if (change with { Place = null } != new RuleChange())
            await tx.Statement(Update)
                .Bind(wish.Id).Bind(change.Name ?? present.Name).Bind(change.Enabled ?? present.Enabled).Bind(when).Bind(Text(content ?? wanted)).Bind(actor)
                .ExecuteAsync(ct);
        if (change.Place is { } place) await PlaceAsync(tx, wish.Id, place, ct);
        return await DoneAsync(tx, wish.Id, actor, ct);
    }

    /// <summary>Deletes a rule; what it did stays told.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which rule, at which version (null: any).</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static async Task<RuleResult> DeleteAsync(Tx tx, (Guid Id, long? Version) wish, string actor, CancellationToken ct)
    {
        var (present, fault) = await LockAsync(tx, wish.Id, wish.Version, ct);
        if (present is null) return fault!;
        await tx.Statement("DELETE FROM rules WHERE id = $1").Bind(wish.Id).ExecuteAsync(ct);
        Append(tx, wish.Id, actor);
        return new RuleResult.Done(present);
    }

    private static async Task<(Rule? Present, RuleResult? Fault)> LockAsync(Tx tx, Guid id, long? version, CancellationToken ct)
    {
        if (await tx.Statement($"{Select} WHERE id = $1 {{forUpdate}}").Bind(id).FirstAsync(Read, ct) is not { } present) return (null, new RuleResult.NotFound());
        return version is { } seen && seen != present.Version ? (null, new RuleResult.VersionDiffers(present)) : (present, null);
    }

    /// <summary>Puts a rule at a place; the others move up or down.</summary>
    private static async Task PlaceAsync(Tx tx, Guid id, int place, CancellationToken ct)
    {
        var ids = await tx.Statement($"SELECT id FROM rules {Order} {{forUpdate}}").ListAsync(row => row.Id(0), ct);
        ids.Remove(id);
        ids.Insert(Math.Clamp(place, 0, ids.Count), id);
        for (var i = 0; i < ids.Count; i++)
            await tx.Statement("UPDATE rules SET place = $2 WHERE id = $1 AND place <> $2").Bind(ids[i]).Bind((long)i).ExecuteAsync(ct);
    }

    private static async Task<RuleResult> DoneAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        Append(tx, id, actor);
        return new RuleResult.Done((await FindAsync(tx, id, ct))!);
    }

    private static void Append(Tx tx, Guid rule, string actor) =>
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.RuleChanged, Actor = actor, Subject = Ids.Text(rule) });

    private static string Text(RuleContent content) => JsonSerializer.Serialize(content, RuleJson.Default.RuleContent);

    private static Rule Read(Row row) => new()
    {
        Id = row.Id(0),
        Name = row.Text(1),
        Place = row.Long(2),
        Enabled = row.Bool(3),
        When = row.Text(4),
        Content = JsonSerializer.Deserialize(row.Text(5), RuleJson.Default.RuleContent)!,
        Version = row.Long(6),
        CreatedAt = row.Long(7),
        CreatedBy = row.Text(8),
        ChangedAt = row.Long(9),
        ChangedBy = row.Text(10),
    };
}
