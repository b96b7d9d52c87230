using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>What a channel has sent into a pickup place, or holds for a system that has no webhook.</summary>
internal static class OutboxApi
{
    private const string Fetch = "channels.fetch";
    private static readonly DeliveryState[] Sent = [DeliveryState.Accepted, DeliveryState.Delivered, DeliveryState.Read];

    public static void MapOutbox(IEndpointRouteBuilder channels)
    {
        channels.MapGet("/{channelId}/outbox", List).Requires(Fetch).Produces<Page<OutboxView>>()
            .WithSummary("What the channel has sent for others to fetch, the latest first");
        channels.MapGet("/{channelId}/outbox/{id:guid}", Get).Requires(Fetch)
            .Produces(200, contentType: "application/octet-stream").WithSummary("One sent message, as a download");
    }

    private static async Task<IResult> List(
        string channelId, [AsParameters] PageQuery query, HttpContext http, Caller caller, Cursors cursors)
    {
        var (channel, refusal) = await FindAsync(channelId, http);
        if (refusal is not null) return refusal;
        if (channel is null) return TypedResults.Ok(new Page<OutboxView>([], null));
        var list = $"/channels/{channelId}/outbox";
        var filter = new DeliveryFilter
        {
            Channel = channelId, States = Sent, Viewer = caller.Subject, Before = DeliveriesApi.Place(cursors, list, query), Limit = query.Size,
        };
        var page = await http.RequestServices.GetRequiredService<DeliveryLedger>().ListAsync(filter, http.RequestAborted);
        return TypedResults.Ok(new Page<OutboxView>([.. page.Items.Select(OutboxView.Of)], DeliveriesApi.Next(cursors, list, page)));
    }

    private static async Task<IResult> Get(
        string channelId, Guid id, HttpContext http, Caller caller, Store store, IOutboundContent content)
    {
        var ct = http.RequestAborted;
        var (channel, refusal) = await FindAsync(channelId, http);
        if (refusal is not null) return refusal;
        var delivery = await store.ReadAsync((db, read) => DeliveryLedger.FindAsync(db, id, caller.Subject, read), ct);
        if (channel is null || delivery?.Channel != channelId || !Sent.Contains(delivery.State)) return Problem.Of(404);
        if (await content.LoadAsync(id, (int)delivery.Attempts, ct) is not { } message) return Problem.Of(404);
        var item = await channel.RenderAsync(message, ct);
        return Download.Of(item.Content, item.Name);
    }

    /// <returns>The channel; null where it is at work and holds nothing.</returns>
    private static async Task<(IOutboxChannel? Channel, Problem? Refusal)> FindAsync(string channelId, HttpContext http)
    {
        var directory = http.RequestServices.GetRequiredService<ChannelDirectory>();
        var (standing, found) = await directory.FindAsync(channelId, http.RequestAborted);
        return standing == ChannelStanding.Running
            ? (found is IOutboxChannel { Holds: true } channel ? channel : null, null)
            : (null, ChannelDirectory.Refusal(http, standing, disabled: 409));
    }
}

/// <summary>A sent message in an outbox.</summary>
internal sealed record OutboxView(string Id, string MessageId, string ConversationId, string To, string State, DateTimeOffset At)
{
    public static OutboxView Of(Delivery delivery) => new(
        Ids.Text(delivery.Id),
        Ids.Text(delivery.MessageId),
        Ids.Text(delivery.ConversationId),
        delivery.Address,
        delivery.State.Shown(),
        delivery.UpdatedAt.ToTime());
}
