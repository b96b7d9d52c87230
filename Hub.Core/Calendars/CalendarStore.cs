using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Calendars;

/// <summary>Reads and changes calendars; changes are steps of the caller's unit of work.</summary>
public static class CalendarStore
{
    private const string Columns = "SELECT id, key, name, zone, hours, version FROM calendars";

    /// <summary>The calendars after this key, by key.</summary>
    public static Task<List<WorkCalendar>> ListAsync(DbSession db, string? after, int limit, CancellationToken ct) =>
        db.ListAsync<WorkCalendar>($"{Columns} WHERE key > @after ORDER BY key LIMIT @limit", new { after = after ?? "", limit }, ct);

    /// <summary>The calendar, or null.</summary>
    public static Task<WorkCalendar?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<WorkCalendar>($"{Columns} WHERE id = @id", new { id }, ct);

    /// <summary>The calendar that a person or a system means by its id or its key, or null.</summary>
    public static async Task<WorkCalendar?> FindByNameAsync(DbSession db, string idOrKey, CancellationToken ct) =>
        (Guid.TryParseExact(idOrKey, "D", out var id) ? await FindAsync(db, id, ct) : null)
        ?? await db.FirstAsync<WorkCalendar>($"{Columns} WHERE key = @idOrKey", new { idOrKey }, ct);

    /// <summary>The calendar for arithmetic, with all its dates; null where it is not there, or its zone has no clocks here any more.</summary>
    public static async Task<BusinessCalendar?> LoadAsync(DbSession db, Guid id, CancellationToken ct)
    {
        if (await FindAsync(db, id, ct) is not { } found || !TimeZoneInfo.TryFindSystemTimeZoneById(found.Zone, out var zone)) return null;
        var week = WeeklyHours.Read(found.Hours).Hours ?? WeeklyHours.None;
        return new BusinessCalendar(zone, week, await CalendarDayStore.ListAsync(db, id, ct));
    }

    /// <summary>The calendar that a queue follows, for arithmetic; null where it follows none, and as in <see cref="LoadAsync"/>.</summary>
    public static async Task<BusinessCalendar?> OfQueueAsync(DbSession db, Guid queue, CancellationToken ct) =>
        await db.Statement("SELECT calendar_id FROM queues WHERE id = $1").Bind(queue).FirstAsync(row => row.IdOrNull(0), ct) is { } id ? await LoadAsync(db, id, ct) : null;

    /// <summary>Adds a calendar; null where the key is taken.</summary>
    public static async Task<WorkCalendar?> CreateAsync(Tx tx, NewCalendar calendar, string actor, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var added = await tx.ExecuteAsync(
            "INSERT INTO calendars (id, key, name, zone, hours, created_at) VALUES (@id, @key, @name, @zone, @hours, @now) ON CONFLICT (key) DO NOTHING",
            new { id, key = calendar.Key, name = calendar.Name, zone = calendar.Zone, hours = calendar.Hours.ToString(), now = tx.Time.NowMs() }, ct);
        if (added == 0) return null;
        Append(tx, id, actor);
        return await FindAsync(tx, id, ct);
    }

    /// <summary>Changes a calendar.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any), and what to change.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static Task<CalendarResult> ChangeAsync(Tx tx, (Guid Id, long? Version, CalendarChange Change) wish, string actor, CancellationToken ct) => InNextVersionAsync(
        tx, (wish.Id, wish.Version), actor,
        async () =>
        {
            await tx.ExecuteAsync(
                "UPDATE calendars SET name = COALESCE(@name, name), zone = COALESCE(@zone, zone), hours = COALESCE(@hours, hours) WHERE id = @id",
                new { id = wish.Id, name = wish.Change.Name, zone = wish.Change.Zone, hours = wish.Change.Hours?.ToString() }, ct);
            return null;
        },
        ct);

    /// <summary>Deletes a calendar with its dates, unless a queue follows it.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any).</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    /// <returns>Done with the calendar as it was.</returns>
    public static Task<CalendarResult> DeleteAsync(Tx tx, (Guid Id, long? Version) wish, string actor, CancellationToken ct) => InNextVersionAsync(
        tx, wish, actor,
        async () =>
        {
            // a queue that is about to follow it holds it, and is waited for
            await tx.Statement("SELECT 1 FROM calendars WHERE id = $1 {forUpdate}").Bind(wish.Id).FirstAsync(row => true, ct);
            var queues = await tx.ListAsync<string>("SELECT key FROM queues WHERE calendar_id = @id ORDER BY key LIMIT 20", new { id = wish.Id }, ct);
            if (queues.Count > 0) return new CalendarResult.InUse(queues);
            var deleted = (await FindAsync(tx, wish.Id, ct))!;
            await tx.ExecuteAsync("DELETE FROM calendars WHERE id = @id", new { id = wish.Id }, ct);
            return new CalendarResult.Done(deleted);
        },
        ct);

    /// <summary>The id of the calendar of this id or key, which is not deleted before this unit's end; null where there is none.</summary>
    internal static async Task<Guid?> HoldAsync(Tx tx, string idOrKey, CancellationToken ct) => await FindByNameAsync(tx, idOrKey, ct) is { } found
        ? await tx.Statement("SELECT id FROM calendars WHERE id = $1 {keyShare}").Bind(found.Id).FirstAsync(row => (Guid?)row.Id(0), ct)
        : null;

    /// <summary>Makes a change of a calendar or its dates, whose row is locked from here to the commit, and tells of it.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any).</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="change">The change; its answer, or null for the calendar as it is then. Anything but done has to undo the unit.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    internal static async Task<CalendarResult> InNextVersionAsync(
        Tx tx, (Guid Id, long? Version) wish, string actor, Func<Task<CalendarResult?>> change, CancellationToken ct)
    {
        var isNext = await tx.ExecuteAsync(
            "UPDATE calendars SET version = version + 1 WHERE id = @id AND version = COALESCE(@version, version)", new { id = wish.Id, version = wish.Version }, ct);
        if (isNext == 0) return await FindAsync(tx, wish.Id, ct) is { } present ? new CalendarResult.VersionDiffers(present) : new CalendarResult.NotFound();
        var result = await change() ?? new CalendarResult.Done((await FindAsync(tx, wish.Id, ct))!);
        if (result is CalendarResult.Done) Append(tx, wish.Id, actor);
        return result;
    }

    private static void Append(Tx tx, Guid calendar, string actor) =>
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.CalendarChanged, Actor = actor, Subject = Ids.Text(calendar) });
}
