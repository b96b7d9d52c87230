using System.Globalization;
using Hub.Core;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Search;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>The matters of customers. Each caller finds those of their queues, those assigned to them, and those in no queue.</summary>
internal static class ConversationsApi
{
    private const string Path = "/conversations";

    public static void MapConversations(IEndpointRouteBuilder api)
    {
        var conversations = api.MapGroup(Path);
        conversations.MapGet("/", List).Requires("conversations.read")
            .WithSummary("The conversations, the latest active first; in the view waiting the longest waiting first; sort=due: the next due first, of those in which something is");
        conversations.MapGet("/{id:guid}", Get).Requires("conversations.read").WithSummary("One conversation");
        conversations.MapPost("/", Begin).Requires(Actions.BeginContact).Produces<ConversationView>(201)
            .WithSummary("Begins a conversation with its first message");
        conversations.MapPatch("/{id:guid}", Change).Requires("conversations.write").WithMetadata(BodyLimit.Small)
            .Produces<ConversationView>().Produces<Problem>(412, Problem.ContentType).WithSummary("Changes a conversation");
        conversations.MapGet("/{id:guid}/routing", Routing).Requires("routing.read").WithSummary("Why agents got it, the latest first");
    }

    private static async Task<Page<ConversationView>> List(
        [AsParameters] ConversationQuery query, [AsParameters] PageQuery page, Caller caller, [AsParameters] Lists lists, CancellationToken ct)
    {
        var filter = query.Filter(await Input.QueueAsync(lists.Store, query.Queue, ct));
        if (query.Text is { } text) return await SearchAsync(text, filter with { Limit = page.Size }, page, caller, lists, ct);
        // a place means something only in the order that it was taken from
        var list = filter.DueFirst ? $"{Path}?due" : filter.View == ConversationFilter.Views.Waiting ? $"{Path}?waiting" : Path;
        filter = filter with { Limit = page.Rows, After = Place(lists.Cursors.Read(list, page.Cursor)) };
        var rows = await lists.Store.ReadAsync((db, read) => ConversationList.ReadAsync(db, filter, caller.Subject, read), ct);
        return Page.Of(rows, page, ConversationView.Of, row => lists.Cursors.Make(list, Text(ConversationList.PlaceOf(row, filter))));
    }

    private static async Task<Page<ConversationView>> SearchAsync(
        string text, ConversationFilter filter, PageQuery page, Caller caller, Lists lists, CancellationToken ct)
    {
        var list = $"{Path}?q={text}";
        var after = SearchCursor.TryParse(lists.Cursors.Read(list, page.Cursor), out var place) ? place : null;
        var (found, next) = await lists.Search.FindAsync(text, filter, after, caller.Subject, ct);
        return new Page<ConversationView>([.. found.Select(ConversationView.Of)], next is null ? null : lists.Cursors.Make(list, next.ToString()));
    }

    private static async Task<Results<Ok<ConversationView>, NotFound>> Get(
        Guid id, Caller caller, Store store, HttpContext http, CancellationToken ct)
    {
        var found = await store.ReadAsync((db, read) => ConversationStore.FindAsync(db, id, caller.Subject, read), ct);
        if (found is null) return TypedResults.NotFound();
        ETags.Set(http, found.Version);
        return TypedResults.Ok(ConversationView.Of(found));
    }

    internal static async Task<IResult> Begin(
        NewConversationBody body, Caller caller, Composer composer, RequestWrites writes, Store store, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        if (body.ContactId is { } contact && await store.ReadAsync((db, read) => ContactStore.FindAsync(db, contact, read), ct) is null)
            return Problem.Invalid("contactId", "it does not exist");
        var wish = body.Wish(await Input.QueueAsync(store, body.Queue, ct));
        var unit = await composer.PrepareAsync(wish, caller.Subject, ct);
        return await writes.RunAsync(
            async (tx, token) =>
            {
                var result = await unit(tx, token);
                if (result is not ComposeResult.Done done) return await Composed.RefusalAsync(tx, result, caller, token);
                var begun = (await ConversationStore.FindAsync(tx, done.ConversationId, caller.Subject, token))!;
                return Answer.Created(
                    $"/api/v1{Path}/{Ids.Text(begun.Id)}", ConversationView.Of(begun), ApiJson.Default.ConversationView, begun.Version);
            },
            ct);
    }

    internal static async Task<IResult> Change(
        Guid id, ConversationChangeBody body, Caller caller, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var queue = body.Queue.IsGiven ? new Optional<Guid?>(await Input.QueueAsync(store, body.Queue.Value, ct)) : default;
        var wish = (id, ETags.IfMatch(http), body.Change(queue));
        return await writes.RunAsync(
            async (tx, unit) => await ConversationStore.ChangeAsync(tx, wish, caller.Subject, unit) switch
            {
                ChangeResult.Done { Conversation: var now } =>
                    Answer.Ok(ConversationView.Of(now), ApiJson.Default.ConversationView, now.Version),
                ChangeResult.VersionDiffers { Conversation: var now } => ConversationView.Differs(now),
                ChangeResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
                _ => Answer.NotFound(),
            },
            ct);
    }

    private static async Task<Results<Ok<Page<RoutingView>>, NotFound>> Routing(
        Guid id, [AsParameters] PageQuery page, Caller caller, [AsParameters] Lists lists, CancellationToken ct)
    {
        var list = $"{Path}/{id}/routing";
        var before = Input.Id("cursor", lists.Cursors.Read(list, page.Cursor));
        var rows = await lists.Store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is null
                ? null
                : await RoutingDecisions.ListAsync(db, id, before, page.Rows, read),
            ct);
        return rows is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(Page.Of(rows, page, RoutingView.Of, row => lists.Cursors.Make(list, Ids.Text(row.Id))));
    }

    private static string Text(ConversationPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.At} {place.Number}");

    private static ConversationPlace? Place(string? text) =>
        text?.Split(' ') is [var at, var number]
            ? new ConversationPlace(long.Parse(at, CultureInfo.InvariantCulture), long.Parse(number, CultureInfo.InvariantCulture))
            : null;

    /// <summary>What lists are made with.</summary>
    internal sealed record Lists(Store Store, Cursors Cursors, ConversationSearch Search);
}
