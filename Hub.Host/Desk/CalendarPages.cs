using Hub.Core.Calendars;
using Hub.Core.Storage;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>The pages on when places work.</summary>
internal static class CalendarPages
{
    private const int MostRows = 200;
    private const int DaysBack = 31;

    public static void MapCalendars(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/calendars", List).RequiresAtDesk("queues.write");
        desk.MapGet("/calendars/{id:guid}", Show).RequiresAtDesk("queues.write");
    }

    private static Task<IResult> List(HttpContext http, Store store) => DeskPages.PageAsync<CalendarsPage, CalendarsModel>(
        http, "calendars",
        async (shell, _, ct) => new CalendarsModel { Shell = shell, Rows = await store.ReadAsync((db, read) => CalendarStore.ListAsync(db, null, MostRows, read), ct) });

    private static async Task<IResult> Show(Guid id, HttpContext http, Store store, TimeProvider time)
    {
        if (await store.ReadAsync((db, read) => CalendarStore.FindAsync(db, id, read), http.RequestAborted) is not { } calendar) return TypedResults.NotFound();
        return await DeskPages.PageAsync<CalendarPage, CalendarModel>(
            http, "calendars",
            async (shell, _, ct) =>
            {
                var now = time.GetUtcNow();
                var from = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysBack);
                return new CalendarModel
                {
                    Shell = shell,
                    Calendar = calendar,
                    Days = await store.ReadAsync((db, read) => CalendarDayStore.ListAsync(db, id, (from, null), MostRows, read), ct),
                    Times = await store.ReadAsync((db, read) => CalendarStore.LoadAsync(db, id, read), ct),
                    Now = now,
                };
            });
    }
}
