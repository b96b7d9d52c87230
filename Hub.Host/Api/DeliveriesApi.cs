using System.Globalization;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>What is sent, how it fares, and what needs a hand.</summary>
internal static class DeliveriesApi
{
    private const string Path = "/deliveries";
    private const string Read = "deliveries.read";

    public static void MapDeliveries(IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup(Path);
        deliveries.MapGet("/", List).Requires(Read).WithSummary("The deliveries, the latest first");
        deliveries.MapGet("/{id:guid}", Get).Requires(Read).WithSummary("One delivery, with what happened to it");
        deliveries.MapPost("/{id:guid}/retry", Retry).Requires("deliveries.retry").Produces<DeliveryView>().Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Sends a failed, expired or unknown one again, under the same id");
        deliveries.MapPost("/{id:guid}/settle", Settle).Requires("deliveries.settle").WithMetadata(BodyLimit.Small)
            .Produces<DeliveryView>().Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Says what became of one whose outcome is unknown: accepted or failed");
    }

    private static async Task<Page<DeliveryView>> List(
        [FromQuery] string? state, [FromQuery] string? channel, [FromQuery] Guid? conversation, [AsParameters] PageQuery query,
        Caller caller, Cursors cursors, DeliveryLedger ledger, CancellationToken ct)
    {
        var filter = new DeliveryFilter
        {
            States = StatesOf(state),
            Channel = channel,
            ConversationId = conversation,
            Viewer = caller.Subject,
            Before = Place(cursors, Path, query),
            Limit = query.Size,
        };
        var page = await ledger.ListAsync(filter, ct);
        return new Page<DeliveryView>([.. page.Items.Select(DeliveryView.Of)], Next(cursors, Path, page));
    }

    private static async Task<Results<Ok<DeliveryLifeView>, NotFound>> Get(
        Guid id, Caller caller, Store store, DeliveryLedger ledger, CancellationToken ct)
    {
        var found = await store.ReadAsync((db, read) => DeliveryLedger.FindAsync(db, id, caller.Subject, read), ct);
        if (found is null) return TypedResults.NotFound();
        var life = await ledger.LifeAsync(id, ct);
        return TypedResults.Ok(new DeliveryLifeView(DeliveryView.Of(found), [.. life.Select(DeliveryEventView.Of)]));
    }

    internal static Task<Answer> Retry(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) => ChangeAsync(
        id, caller, writes, (tx, unit) => DeliveryLedger.RetryAsync(tx, id, caller.Actor, unit),
        "Only a delivery that failed, expired or has an unknown outcome can be sent again.", ct);

    internal static async Task<IResult> Settle(Guid id, SettleBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        DeliveryState? state = body.State switch { "accepted" => DeliveryState.Accepted, "failed" => DeliveryState.Failed, _ => null };
        if (state is not { } settled) return Problem.Invalid("state", "it is accepted or failed");
        return await ChangeAsync(
            id, caller, writes, (tx, unit) => DeliveryLedger.SettleAsync(tx, id, settled, caller.Actor, unit),
            "Only a delivery with an unknown outcome can be settled.", ct);
    }

    private static Task<Answer> ChangeAsync(
        Guid id, Caller caller, RequestWrites writes, Func<Tx, CancellationToken, Task<bool>> change, string refusal, CancellationToken ct) =>
        writes.RunAsync(
            async (tx, unit) =>
            {
                if (await DeliveryLedger.FindAsync(tx, id, caller.Subject, unit) is null) return Answer.NotFound();
                if (!await change(tx, unit)) return Answer.Conflict(refusal);
                var now = await DeliveryLedger.FindAsync(tx, id, caller.Subject, unit);
                return Answer.Ok(DeliveryView.Of(now!), ApiJson.Default.DeliveryView);
            },
            ct);

    /// <summary>Where a page of the ledger begins; null for the first one.</summary>
    public static long? Place(Cursors cursors, string list, PageQuery query) =>
        cursors.Read(list, query.Cursor) is { } place ? long.Parse(place, CultureInfo.InvariantCulture) : null;

    /// <summary>The cursor of the page after this one.</summary>
    public static string? Next(Cursors cursors, string list, DeliveryPage page) =>
        page.Next is { } place ? cursors.Make(list, place.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>The states that are shown under this name; none for any.</summary>
    private static List<DeliveryState> StatesOf(string? shown)
    {
        if (string.IsNullOrEmpty(shown)) return [];
        var states = Enum.GetValues<DeliveryState>().Where(state => state.Shown() == shown).ToList();
        return states.Count > 0 ? states : throw new BadInputException("state", "there is no such state of a delivery");
    }
}
