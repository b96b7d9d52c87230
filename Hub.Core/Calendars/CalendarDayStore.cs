using System.Globalization;
using Hub.Core.Storage;

namespace Hub.Core.Calendars;

/// <summary>Reads and changes the dates that differ; changes are steps of the caller's unit of work, and changes of the calendar.</summary>
public static class CalendarDayStore
{
    /// <summary>The most imports that one calendar has.</summary>
    public const int MostSources = 20;

    private const string Form = "yyyy-MM-dd";

    private const string Columns = "SELECT day, source, kind, hours, follows, name FROM calendar_days WHERE calendar_id = $1";

    private const string ListAll = $"{Columns} ORDER BY day, source";

    private const string ListFrom = $"{Columns} AND day >= $2 AND (day > $3 OR (day = $3 AND source > $4)) ORDER BY day, source LIMIT $5";

    private const string Put =
        """
        INSERT INTO calendar_days (calendar_id, day, source, kind, hours, follows, name) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (calendar_id, day, source) DO UPDATE SET kind = excluded.kind, hours = excluded.hours, follows = excluded.follows, name = excluded.name
        """;

    private const string Drop = "DELETE FROM calendar_days WHERE calendar_id = $1 AND day = $2 AND source = ''";

    private const string DropSource = "DELETE FROM calendar_days WHERE calendar_id = $1 AND source = $2";

    private const string CountByHand = "SELECT COUNT(*) FROM calendar_days WHERE calendar_id = $1 AND source = ''";

    private const string CountSources = "SELECT COUNT(DISTINCT source) FROM calendar_days WHERE calendar_id = $1 AND source <> ''";

    /// <summary>All dates of a calendar in order; several of one date where several sources name it.</summary>
    public static Task<List<CalendarDay>> ListAsync(DbSession db, Guid calendar, CancellationToken ct) => db.Statement(ListAll).Bind(calendar).ListAsync(Read, ct);

    /// <summary>Some dates of a calendar in order.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="calendar">The calendar's id.</param>
    /// <param name="range">The first date, and the date and source after which the list goes on (null: it begins).</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static Task<List<CalendarDay>> ListAsync(
        DbSession db, Guid calendar, (DateOnly From, (DateOnly Date, string Source)? After) range, int limit, CancellationToken ct) =>
        db.Statement(ListFrom).Bind(calendar).Bind(Text(range.From)).Bind(range.After is { } after ? Text(after.Date) : "").Bind(range.After?.Source ?? "").Bind(limit)
            .ListAsync(Read, ct);

    /// <summary>Sets a date by hand, in place of what was set by hand before.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any), and the date, which has no fault and no source.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static Task<CalendarResult> PutAsync(Tx tx, (Guid Id, long? Version, CalendarDay Day) wish, string actor, CancellationToken ct) => CalendarStore.InNextVersionAsync(
        tx, (wish.Id, wish.Version), actor,
        async () =>
        {
            await PutAsync(tx, wish.Id, wish.Day with { Source = "" }, ct);
            return await tx.Statement(CountByHand).Bind(wish.Id).FirstAsync(row => row.Long(0), ct) > CalendarDay.MostByHand
                ? new CalendarResult.Full($"it has {CalendarDay.MostByHand} dates that were set by hand")
                : null;
        },
        ct);

    /// <summary>Takes back what was set by hand for a date; what an import says of it counts again.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any), and the date.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static Task<CalendarResult> RemoveAsync(Tx tx, (Guid Id, long? Version, DateOnly Date) wish, string actor, CancellationToken ct) => CalendarStore.InNextVersionAsync(
        tx, (wish.Id, wish.Version), actor,
        async () => await tx.Statement(Drop).Bind(wish.Id).Bind(Text(wish.Date)).ExecuteAsync(ct) == 1 ? null : new CalendarResult.NotFound(),
        ct);

    /// <summary>Puts what an import brings in place of what the earlier import of the same name brought, and touches nothing else.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which calendar, at which version (null: any), the import's name, and its dates; none takes all of them back.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public static Task<CalendarResult> ReplaceAsync(
        Tx tx, (Guid Id, long? Version, string Source, IReadOnlyList<CalendarDay> Days) wish, string actor, CancellationToken ct) => CalendarStore.InNextVersionAsync(
        tx, (wish.Id, wish.Version), actor,
        async () =>
        {
            await tx.Statement(DropSource).Bind(wish.Id).Bind(wish.Source).ExecuteAsync(ct);
            foreach (var day in wish.Days) await PutAsync(tx, wish.Id, day with { Source = wish.Source }, ct);
            return await tx.Statement(CountSources).Bind(wish.Id).FirstAsync(row => row.Long(0), ct) > MostSources
                ? new CalendarResult.Full($"it has {MostSources} imports of other names")
                : null;
        },
        ct);

    /// <summary>A date as the tables and the API write it.</summary>
    public static string Text(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The date that such a text names, or null.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static Task<int> PutAsync(Tx tx, Guid calendar, CalendarDay day, CancellationToken ct) => tx.Statement(Put)
        .Bind(calendar).Bind(Text(day.Date)).Bind(day.Source).Bind(day.Kind).Bind(day.Hours?.ToString())
        .Bind(day.Follows is { } follows ? Weekdays.Name(follows) : null).Bind(day.Name)
        .ExecuteAsync(ct);

    private static CalendarDay Read(Row row) => new()
    {
        Date = Date(row.Text(0)) ?? default,
        Source = row.Text(1),
        Kind = row.Text(2),
        Hours = row.TextOrNull(3) is { } hours ? DayHours.Read(hours) : null,
        Follows = Weekdays.Find(row.TextOrNull(4)),
        Name = row.Text(5),
    };
}
