using Hub.Core.Security;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms beside conversations: presence, canned answers, and what needs a hand.</summary>
internal static class HandsForms
{
    public static void MapHandsForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/presence", SetPresence).RequiresAtDesk(Actions.OwnPresence).WithMetadata(BodyLimit.Small);
        desk.MapPost("/canned", AddCanned).RequiresAtDesk("canned.write");
        desk.MapPost("/canned/{id:guid}/delete", DeleteCanned).RequiresAtDesk("canned.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/deliveries/{id:guid}/retry", Retry).RequiresAtDesk("deliveries.retry").WithMetadata(BodyLimit.Small);
        desk.MapPost("/deliveries/{id:guid}/settle", Settle).RequiresAtDesk("deliveries.settle").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> SetPresence(DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (caller.AgentId is not { } me) return TypedResults.NotFound();
        // a state, or one with its reason behind a colon
        var said = (form["state"] ?? "").Split(':', 2);
        var body = new PresenceBody(said[0], said.ElementAtOrDefault(1));
        var page = PageOf(http);
        return await DeskAnswer.AfterAsync(http, await AgentsApi.SetPresence(me, body, caller, writes, ct), page, () => DeskParts.NavAsync(http));
    }

    private static async Task<IResult> AddCanned(DeskForm form, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await CannedApi.Create(new NewCannedBody(form["name"] ?? "", form["text"] ?? ""), writes, ct), "/desk/canned");

    private static async Task<IResult> DeleteCanned(Guid id, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await CannedApi.Delete(id, writes, ct), "/desk/canned");

    private static async Task<IResult> Retry(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await DeliveriesApi.Retry(id, caller, writes, ct), PageOf(http));

    private static async Task<IResult> Settle(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await DeliveriesApi.Settle(id, new SettleBody(form["state"] ?? ""), caller, writes, ct), PageOf(http));

    /// <summary>The list that the form stands in: its address is that of its forms but for what follows the list's name.</summary>
    private static string PageOf(HttpContext http) => http.Request.Path.Value!.Split('/') is [_, _, "deliveries", ..]
        ? $"/desk/deliveries{http.Request.QueryString}"
        : DeskPlace.Of(http.Request).Url;
}
