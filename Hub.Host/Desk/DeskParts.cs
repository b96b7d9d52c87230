using Hub.Core.Canned;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Desk.Parts;
using Hub.Host.Desk.Pictures;
using Hub.Host.Desk.Reading;
using Hub.Host.Desk.Security;
using Hub.Host.Security;
using Hub.Host.Web;
using Hub.Host.Web.Language;

namespace Hub.Host.Desk;

/// <summary>
/// The fragments of pages that are asked for again when something changed: elements with ids, each of which takes the place of the one that
/// the page has.
/// </summary>
internal static class DeskParts
{
    private const int MostCanned = 200;

    public static void MapParts(IEndpointRouteBuilder desk)
    {
        // with the token: a handler of the context alone would be taken for one that writes its answer itself
        desk.MapGet("/parts/nav", (HttpContext http, CancellationToken _) => NavAsync(http)).RequiresAtDesk("conversations.read");
        desk.MapGet("/parts/offers", (HttpContext http, CancellationToken _) => OffersAsync(http)).RequiresAtDesk("conversations.read");
        desk.MapGet("/parts/list", List).RequiresAtDesk("conversations.read");
        desk.MapGet("/parts/conversations/{id:guid}", (Guid id, HttpContext http) => ConversationAsync(http, id, DeskPlace.Of(http.Request)))
            .RequiresAtDesk("messages.read");
        desk.MapGet("/parts/conversations/{id:guid}/earlier", Earlier).RequiresAtDesk("messages.read");
        desk.MapGet("/parts/canned", Canned).RequiresAtDesk("canned.read");
        desk.MapGet("/conversations/{id:guid}/messages/{messageId:guid}/html", Mail).RequiresAtDesk("messages.read");
        desk.MapGet("/conversations/{id:guid}/messages/{messageId:guid}/original", MessagesApi.Original).RequiresAtDesk("messages.read");
        desk.MapGet("/attachments/{id:guid}", AttachmentsApi.Download).RequiresAtDesk("attachments.read");
        desk.MapGet("/quarantine/{id:guid}/raw", QuarantineApi.Raw).RequiresAtDesk("quarantine.read");
        desk.MapGet("/events", EventsApi.Open).RequiresAtDesk(Hub.Host.Events.EventStream.Action);
    }

    /// <summary>The navigation with its counts.</summary>
    public static Task<IResult> NavAsync(HttpContext http) => PartAsync<NavPart, NavModel>(http, async (services, caller, ct) =>
        await services.GetRequiredService<DeskReader>().NavAsync(DeskPlace.Of(http.Request), caller, Input.Given(http.Request.Query["page"]), ct));

    /// <summary>What the agent is asked to take.</summary>
    public static Task<IResult> OffersAsync(HttpContext http) => PartAsync<OffersPart, IReadOnlyList<Offer>>(http, async (services, caller, ct) =>
        await services.GetRequiredService<DeskReader>().OffersAsync(caller, ct));

    /// <summary>A conversation without the field that its answer is written in.</summary>
    public static Task<IResult> ConversationAsync(HttpContext http, Guid id, DeskPlace place) =>
        PartAsync<ConversationPart, ConversationModel>(http, (services, caller, ct) =>
            services.GetRequiredService<ConversationReader>().ReadAsync(id, place, caller, ct));

    private static Task<IResult> List(Guid? open, HttpContext http) => PartAsync<ListPart, ListModel>(http, async (services, caller, ct) =>
        await services.GetRequiredService<DeskReader>().ListAsync(DeskPlace.Of(http.Request), open, caller, ct));

    private static Task<IResult> Earlier(Guid id, long before, HttpContext http) => PartAsync<EarlierPart, EarlierModel>(http, (services, caller, ct) =>
        services.GetRequiredService<ConversationReader>().EarlierAsync(id, before, caller, ct));

    private static Task<IResult> Canned(HttpContext http, Store store) => PartAsync<CannedPart, IReadOnlyList<CannedAnswer>>(http, async (_, _, ct) =>
        await store.ReadAsync((db, read) => CannedStore.ListAsync(db, null, MostCanned, read), ct));

    /// <summary>The body of a mail: only ever the sanitizer's output, in a page of its own that can do nothing.</summary>
    private static async Task<IResult> Mail(
        Guid id, Guid messageId, string? pictures, Caller caller, ConversationReader reader, PictureLinks links, HttpContext http, CancellationToken ct)
    {
        if (await reader.MailAsync(id, messageId, caller, ct) is not { } mail) return TypedResults.NotFound();
        DeskHeaders.ForMail(http.Response);
        return TypedResults.Text(MailFrame.Of(mail, pictures == MailFrame.WithPictures ? url => links.Of(caller, url) : _ => null, Languages.Of(http.Request)), "text/html; charset=utf-8");
    }

    private static async Task<IResult> PartAsync<TPart, TModel>(
        HttpContext http, Func<IServiceProvider, Caller, CancellationToken, Task<TModel?>> read)
        where TPart : DeskComponent<TModel>
    {
        var services = http.RequestServices;
        if (await services.GetRequiredService<DeskRequests>().OfAgentAsync(http) is not { } desk) return DeskPages.NoAgent();
        return await read(services, desk.Caller!, http.RequestAborted) is { } model
            ? PageHtml.Of<TPart, TModel>(desk, model, DeskHeaders.ForPage)
            : TypedResults.NotFound();
    }
}
