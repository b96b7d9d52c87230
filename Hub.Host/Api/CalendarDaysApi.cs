using System.Text;
using Hub.Core.Calendars;
using Hub.Core.Calendars.Reading;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The dates of calendars that differ from their day of the week, set by hand and imported.</summary>
internal static class CalendarDaysApi
{
    private const string Path = CalendarsApi.Path + "/{id:guid}";

    // a character is four bytes at most
    public static readonly BodyLimit Limit = new(4L * CalendarImport.LongestText);

    public static void MapDays(IEndpointRouteBuilder api)
    {
        api.MapGet(Path + "/days", List).Requires("queues.read").WithSummary("The dates that differ, in order; what was set by hand counts before what was imported");
        api.MapPut(Path + "/days/{date}", Put).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<CalendarView>()
            .Produces<Problem>(409, Problem.ContentType).Produces<Problem>(412, Problem.ContentType).WithSummary("Sets a date by hand");
        api.MapDelete(Path + "/days/{date}", Remove).Requires("queues.write").Produces<CalendarView>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Takes back what was set by hand for a date");
        api.MapPost(Path + "/import", Import).Requires("queues.write").WithMetadata(Limit).Produces<CalendarImportView>()
            .Produces<Problem>(409, Problem.ContentType).Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Takes dates from an iCalendar text, the body, in place of what the earlier import of the same source brought; of one without events none");
    }

    internal static async Task<IResult> Put(
        Guid id, string date, CalendarDayBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var (day, fault) = body.Of(DateOf(date));
        if (day is null) return fault!;
        var wish = (id, ETags.IfMatch(http), day);
        return await writes.RunAsync(async (tx, unit) => CalendarsApi.AnswerOf(await CalendarDayStore.PutAsync(tx, wish, caller.Actor, unit)), ct);
    }

    internal static async Task<IResult> Remove(Guid id, string date, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http), DateOf(date));
        return await writes.RunAsync(async (tx, unit) => CalendarsApi.AnswerOf(await CalendarDayStore.RemoveAsync(tx, wish, caller.Actor, unit)), ct);
    }

    internal static async Task<IResult> TakeAsync(
        (Guid Id, string Source, Stream Content) wish, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (Input.LineFault(wish.Source, CalendarDay.LongestName) is { } source) return Problem.Invalid("source", source);
        if (await TextAsync(wish.Content, ct) is not { } text) return Problem.Invalid("calendar", "it is not UTF-8");
        var services = http.RequestServices;
        if (await services.GetRequiredService<Store>().ReadAsync((db, read) => CalendarStore.FindAsync(db, wish.Id, read), ct) is not { } calendar) return Answer.NotFound();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(calendar.Zone, out var zone)) return Problem.Invalid("zone", WorkCalendar.ZoneFault(calendar.Zone)!);
        var today = TimeZoneInfo.ConvertTime(services.GetRequiredService<TimeProvider>().GetUtcNow(), zone);
        var (imported, fault) = CalendarImport.Read(text, zone, ImportWindow.Around(DateOnly.FromDateTime(today.DateTime)));
        if (imported is null) return Problem.Invalid("calendar", fault!);
        // dates were told by these clocks
        var change = (wish.Id, ETags.IfMatch(http) ?? calendar.Version, wish.Source, imported.Days);
        return await writes.RunAsync(
            async (tx, unit) => await CalendarDayStore.ReplaceAsync(tx, change, caller.Actor, unit) switch
            {
                CalendarResult.Done done => Answer.Ok(ViewOf(wish.Source, imported), ApiJson.Default.CalendarImportView, done.Calendar.Version),
                var refused => CalendarsApi.AnswerOf(refused),
            },
            ct);
    }

    private static Task<IResult> Import(Guid id, string? source, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        TakeAsync((id, Input.Given(source) ?? "import", http.Request.Body), caller, writes, http, ct);

    /// <summary>What a stream says in UTF-8; null where it is not that.</summary>
    private static async Task<string?> TextAsync(Stream content, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static async Task<Results<Ok<Page<CalendarDayView>>, NotFound>> List(
        Guid id, string? from, [AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var list = $"{CalendarsApi.Path}/{id}/days";
        // a place is a date, a space and a source
        (DateOnly, string)? after = cursors.Read(list, query.Cursor)?.Split(' ', 2) is [var date, var source] ? (DateOf(date), source) : null;
        var range = (Input.Given(from) is { } first ? DateOf(first) : DateOnly.MinValue, after);
        var rows = await store.ReadAsync(
            async (db, read) => await CalendarStore.FindAsync(db, id, read) is null ? null : await CalendarDayStore.ListAsync(db, id, range, query.Rows, read), ct);
        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(Page.Of(rows, query, CalendarDayView.Of, day => cursors.Make(list, $"{CalendarDayStore.Text(day.Date)} {day.Source}")));
    }

    private static CalendarImportView ViewOf(string source, ImportedDays imported) => new(
        source, imported.Days.Count, imported.Days.Count(day => day.Kind != DayKind.Closed), imported.Skipped,
        CalendarDayStore.Text(imported.Window.From), CalendarDayStore.Text(imported.Window.To));

    private static DateOnly DateOf(string text) => CalendarDayStore.Date(text) ?? throw new BadInputException("date", "it is not of the form 2026-10-01");
}
