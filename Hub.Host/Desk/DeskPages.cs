using Hub.Core.Canned;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Desk.Reading;
using Hub.Host.Desk.Security;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk;

/// <summary>The pages, each whole, so that every address can be opened anew.</summary>
internal static class DeskPages
{
    private const int MostRows = 200;

    public static void MapPages(IEndpointRouteBuilder desk)
    {
        desk.MapGet("", List).RequiresAtDesk("conversations.read");
        desk.MapGet("/conversations/{id:guid}", Conversation).RequiresAtDesk("messages.read");
        desk.MapGet("/conversations/{id:guid}/arrange", Arrange).RequiresAtDesk("conversations.write");
        desk.MapGet("/new", New).RequiresAtDesk(Actions.BeginContact);
        desk.MapGet("/deliveries", Deliveries).RequiresAtDesk("deliveries.read");
        desk.MapGet("/canned", Canned).RequiresAtDesk("canned.read");
        PolicyPages.MapPolicies(desk);
        CalendarPages.MapCalendars(desk);
        RoutingPages.MapRouting(desk);
        RulePages.MapRules(desk);
    }

    private static Task<IResult> List(HttpContext http, DeskReader reader) => PageAsync<InboxPage, InboxModel>(http, null, async (shell, place, ct) =>
        new InboxModel { Shell = shell, List = await reader.ListAsync(place, null, Caller.Of(http), ct) });

    private static Task<IResult> Conversation(Guid id, HttpContext http, DeskReader reader, ConversationReader conversations) => PageAsync<InboxPage, InboxModel>(
        http, null,
        async (shell, place, ct) =>
        {
            var caller = Caller.Of(http);
            var conversation = await conversations.ReadAsync(id, place, caller, ct);
            var list = await reader.ListAsync(place, id, caller, ct);
            return new InboxModel { Shell = shell, List = list, Conversation = conversation, IsMissing = conversation is null };
        });

    private static Task<IResult> Arrange(Guid id, Guid? message, HttpContext http, ArrangeReader reader) => PageAsync<ArrangePage, ArrangeModel>(
        http, null, (shell, place, ct) => reader.ReadAsync(shell, place, (id, message), Caller.Of(http), ct));

    private static Task<IResult> New(HttpContext http, Store store, ChannelRegistry channels) => PageAsync<NewPage, NewModel>(
        http, "new",
        async (shell, _, ct) => new NewModel
        {
            Shell = shell,
            Channels = [.. channels.All.Select(channel => channel.Account).Where(account => account.Capabilities.Sends)],
            Queues = await store.ReadAsync((db, read) => QueueStore.ListAsync(db, null, MostRows, read), ct),
        });

    private static Task<IResult> Deliveries(string? state, HttpContext http, DeliveryLedger ledger) => PageAsync<DeliveriesPage, DeliveriesModel>(
        http, "deliveries",
        async (shell, _, ct) =>
        {
            var shown = Input.Word("state", state, DeliveriesModel.Tabs) ?? DeliveriesModel.Tabs[0];
            var states = shown == "failed" ? new[] { DeliveryState.Failed, DeliveryState.Expired } : [DeliveryState.Unknown];
            var filter = new DeliveryFilter { States = states, Viewer = Caller.Of(http).Subject, Limit = MostRows };
            return new DeliveriesModel { Shell = shell, State = shown, Rows = (await ledger.ListAsync(filter, ct)).Items };
        });

    private static Task<IResult> Canned(HttpContext http, Store store) => PageAsync<CannedPage, CannedModel>(
        http, "canned",
        async (shell, _, ct) => new CannedModel
        {
            Shell = shell, Rows = await store.ReadAsync((db, read) => CannedStore.ListAsync(db, null, MostRows, read), ct),
        });

    /// <summary>A page with what is around it.</summary>
    public static async Task<IResult> PageAsync<TPage, TModel>(
        HttpContext http, string? page, Func<ShellModel, DeskPlace, CancellationToken, Task<TModel>> read)
        where TPage : DeskComponent<TModel>
    {
        var requests = http.RequestServices.GetRequiredService<DeskRequests>();
        if (await requests.OfAgentAsync(http) is not { } desk) return NoAgent();
        var place = DeskPlace.Of(http.Request);
        var shell = await http.RequestServices.GetRequiredService<DeskReader>().ShellAsync(place, desk.Caller!, page, http.RequestAborted);
        var model = await read(shell, place, http.RequestAborted);
        return PageHtml.Of<TPage, TModel>(desk, model, DeskHeaders.ForPage, IsMissing(model) ? 404 : 200);
    }

    private static bool IsMissing(object? model) => model is
        InboxModel { IsMissing: true } or ArrangeModel { Conversation: null } or ForwardModel { Message: null } or QuarantinedModel { Row: null };

    /// <summary>The answer to an API key.</summary>
    public static Problem NoAgent() => Problem.Of(404, "The desk is for people: sign in with a user's name.");
}
