using Hub.Core;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms of the pages on when places work.</summary>
internal static class CalendarForms
{
    private const string Path = "/calendars";

    public static void MapCalendarForms(IEndpointRouteBuilder desk)
    {
        var calendars = desk.MapGroup(Path);
        calendars.MapPost("/", Add).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        calendars.MapPost("/{id:guid}", Change).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        calendars.MapPost("/{id:guid}/days", SetDay).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        calendars.MapPost("/{id:guid}/days/{date}/remove", RemoveDay).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        calendars.MapPost("/{id:guid}/import", Import).RequiresAtDesk("queues.write").WithMetadata(CalendarDaysApi.Limit);
        calendars.MapPost("/{id:guid}/delete", Delete).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/queues/{id:guid}/calendar", Follow).RequiresAtDesk("queues.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Add(DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new NewCalendarBody(form["calendar"] ?? "", form["name"] ?? "", form["zone"] ?? "", form["hours"] ?? "");
        return await DeskAnswer.AfterAsync(http, await CalendarsApi.Create(body, caller, writes, ct), "/desk" + Path);
    }

    private static async Task<IResult> Change(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new CalendarChangeBody(form["name"] ?? "", form["zone"] ?? "", form["hours"] ?? "");
        return await DeskAnswer.AfterAsync(http, await CalendarsApi.Change(id, body, caller, writes, http, ct), PageOf(id));
    }

    private static async Task<IResult> SetDay(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new CalendarDayBody(form["kind"] ?? "", form["name"], form["hours"], form["follows"]);
        return await DeskAnswer.AfterAsync(http, await CalendarDaysApi.Put(id, form["date"] ?? "", body, caller, writes, http, ct), PageOf(id));
    }

    private static async Task<IResult> RemoveDay(Guid id, string date, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await CalendarDaysApi.Remove(id, date, caller, writes, http, ct), PageOf(id));

    private static async Task<IResult> Import(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (form.File("file") is not { } file) return Problem.Invalid("file", "choose one");
        await using var content = file.OpenReadStream();
        return await DeskAnswer.AfterAsync(http, await CalendarDaysApi.TakeAsync((id, form["source"] ?? "import", content), caller, writes, http, ct), PageOf(id));
    }

    private static async Task<IResult> Delete(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await CalendarsApi.Delete(id, caller, writes, http, ct), "/desk" + Path);

    private static async Task<IResult> Follow(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new QueueChangeBody(null, new Optional<string?>(form["calendar"]));
        return await DeskAnswer.AfterAsync(http, await QueuesApi.Change(id, body, caller, writes, http, ct), $"/desk/queues/{id:D}");
    }

    private static string PageOf(Guid calendar) => $"/desk{Path}/{calendar:D}";
}
