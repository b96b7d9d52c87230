using Hub.Core;
using Hub.Core.Calendars;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>When places work.</summary>
internal static class CalendarsApi
{
    public const string Path = "/calendars";

    private static readonly TimeSpan LongestLook = TimeSpan.FromDays(400);

    public static void MapCalendars(IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup(Path);
        calendars.MapGet("/", List).Requires("queues.read").WithSummary("The calendars by key");
        calendars.MapGet("/{id:guid}", Get).Requires("queues.read").WithSummary("One calendar");
        calendars.MapPost("/", Create).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<CalendarView>(201)
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Adds a calendar");
        calendars.MapPatch("/{id:guid}", Change).Requires("queues.write").WithMetadata(BodyLimit.Small).Produces<CalendarView>()
            .Produces<Problem>(412, Problem.ContentType).WithSummary("Changes a calendar's name, zone or weekly hours");
        calendars.MapDelete("/{id:guid}", Delete).Requires("queues.write").Produces(204)
            .Produces<Problem>(409, Problem.ContentType).Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Deletes a calendar with its dates, unless a queue follows it");
        calendars.MapGet("/{id:guid}/hours", Hours).Requires("queues.read").WithSummary("When it is open between two times, at most 400 days apart");
    }

    internal static async Task<IResult> Create(NewCalendarBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await CalendarStore.CreateAsync(tx, body.Calendar, caller.Actor, unit) is { } calendar
                ? Answer.Created($"/api/v1{Path}/{Ids.Text(calendar.Id)}", CalendarView.Of(calendar), ApiJson.Default.CalendarView, calendar.Version)
                : Answer.Conflict("Another calendar has this key."),
            ct);
    }

    internal static async Task<IResult> Change(
        Guid id, CalendarChangeBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var wish = (id, ETags.IfMatch(http), body.Change);
        return await writes.RunAsync(async (tx, unit) => AnswerOf(await CalendarStore.ChangeAsync(tx, wish, caller.Actor, unit)), ct);
    }

    internal static async Task<IResult> Delete(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http));
        return await writes.RunAsync(
            async (tx, unit) => await CalendarStore.DeleteAsync(tx, wish, caller.Actor, unit) is var result && result is CalendarResult.Done
                ? Answer.NoContent()
                : AnswerOf(result),
            ct);
    }

    /// <summary>The answer to a change of a calendar or its dates.</summary>
    public static Answer AnswerOf(CalendarResult result) => result switch
    {
        CalendarResult.Done done => Answer.Ok(CalendarView.Of(done.Calendar), ApiJson.Default.CalendarView, done.Calendar.Version),
        CalendarResult.InUse used => Answer.Conflict($"Queues follow it: {string.Join(", ", used.Queues)}."),
        CalendarResult.Full full => Answer.Conflict($"The calendar is full: {full.Why}."),
        CalendarResult.VersionDiffers differs =>
            Answer.VersionDiffers(CalendarView.Of(differs.Calendar), ApiJson.Default.CalendarView, differs.Calendar.Version),
        _ => Answer.NotFound(),
    };

    private static async Task<Page<CalendarView>> List([AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var after = cursors.Read(Path, query.Cursor);
        var rows = await store.ReadAsync((db, read) => CalendarStore.ListAsync(db, after, query.Rows, read), ct);
        return Page.Of(rows, query, CalendarView.Of, calendar => cursors.Make(Path, calendar.Key));
    }

    private static async Task<Results<Ok<CalendarView>, NotFound>> Get(Guid id, HttpContext http, Store store, CancellationToken ct)
    {
        if (await store.ReadAsync((db, read) => CalendarStore.FindAsync(db, id, read), ct) is not { } calendar) return TypedResults.NotFound();
        ETags.Set(http, calendar.Version);
        return TypedResults.Ok(CalendarView.Of(calendar));
    }

    private static async Task<Results<Ok<Page<OpenView>>, NotFound>> Hours(Guid id, DateTimeOffset from, DateTimeOffset to, Store store, CancellationToken ct)
    {
        if (to < from || to - from > LongestLook) throw new BadInputException("to", $"it is 0 to {LongestLook.TotalDays} days after from");
        return await store.ReadAsync((db, read) => CalendarStore.LoadAsync(db, id, read), ct) is { } calendar
            ? TypedResults.Ok(new Page<OpenView>([.. calendar.Intervals(from, to).Select(OpenView.Of)], null))
            : TypedResults.NotFound();
    }
}
