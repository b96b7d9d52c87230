using Hub.Core.Acknowledgements;
using Hub.Core.Calendars;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Identities;
using Hub.Core.Junk;
using Hub.Core.Routing;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>The pages of those who decide what the hub sends (to whom nothing, and what each queue says by itself and as whom), and whose mails are junk.</summary>
internal static class PolicyPages
{
    private const int MostRows = 200;

    public static void MapPolicies(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/suppressions", Suppressions).RequiresAtDesk("suppressions.write");
        desk.MapGet("/junk-senders", JunkSendersOf).RequiresAtDesk("junk.write");
        desk.MapGet("/queues", Queues).RequiresAtDesk("queues.write");
        desk.MapGet("/queues/{id:guid}", Queue).RequiresAtDesk("queues.write");
    }

    private static Task<IResult> Suppressions(string? address, HttpContext http, Store store) => DeskPages.PageAsync<SuppressionsPage, SuppressionsModel>(
        http, "suppressions",
        async (shell, _, ct) =>
        {
            var part = Input.Given(address?.Trim());
            var rows = await store.ReadAsync(
                (db, read) => part is null ? SuppressionList.ListAsync(db, (null, null, null), MostRows, read) : SuppressionList.SearchAsync(db, part, MostRows, read), ct);
            return new SuppressionsModel { Shell = shell, Address = part, Rows = rows };
        });

    private static Task<IResult> JunkSendersOf(string? address, HttpContext http, Store store) => DeskPages.PageAsync<JunkSendersPage, JunkSendersModel>(
        http, "junkSenders",
        async (shell, _, ct) =>
        {
            var part = Input.Given(address?.Trim());
            var rows = await store.ReadAsync(
                (db, read) => part is null ? JunkSenders.ListAsync(db, (null, null, null), MostRows, read) : JunkSenders.SearchAsync(db, part, MostRows, read), ct);
            return new JunkSendersModel { Shell = shell, Address = part, Rows = rows };
        });

    private static Task<IResult> Queues(HttpContext http, Store store) => DeskPages.PageAsync<QueuesPage, QueuesModel>(
        http, "queues",
        async (shell, _, ct) => new QueuesModel { Shell = shell, Rows = await store.ReadAsync((db, read) => QueueStore.ListAsync(db, null, MostRows, read), ct) });

    private static async Task<IResult> Queue(Guid id, HttpContext http, Store store, ChannelRegistry channels)
    {
        if (await store.ReadAsync((db, read) => QueueStore.FindAsync(db, id, read), http.RequestAborted) is not { } queue) return TypedResults.NotFound();
        return await DeskPages.PageAsync<QueuePage, QueueModel>(
            http, "queues",
            async (shell, _, ct) => new QueueModel
            {
                Shell = shell,
                Queue = queue,
                Calendars = await store.ReadAsync((db, read) => CalendarStore.ListAsync(db, null, MostRows, read), ct),
                Queues = await store.ReadAsync((db, read) => QueueStore.ListAsync(db, null, MostRows, read), ct),
                Targets = await store.ReadAsync((db, read) => QueueTargets.OfQueueAsync(db, id, read), ct),
                Acknowledgement = await store.ReadAsync((db, read) => AcknowledgementStore.FindAsync(db, id, read), ct),
                Identity = await store.ReadAsync((db, read) => IdentityStore.FindAsync(db, id, read), ct),
                Accounts = [.. channels.All.Select(channel => channel.Account).Where(account => account is { Address: not null, Capabilities.Signed: true })],
            });
    }
}
