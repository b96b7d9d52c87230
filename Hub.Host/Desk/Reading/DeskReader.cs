using Hub.Core.Arrivals;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Search;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;
using static Hub.Core.Conversations.ConversationFilter;

namespace Hub.Host.Desk.Reading;

/// <summary>Reads what the desk's pages show, all of it through what the API reads through.</summary>
internal sealed class DeskReader(Store store, ConversationSearch search, DeliveryLedger ledger, Quarantine quarantine)
{
    private const int MostQueues = 100;
    private static readonly string[] Counted = [Views.Mine, Views.Consulted, Views.Unassigned, Views.Waiting];

    /// <summary>What is around a page. To be read before the page's own parts.</summary>
    public async Task<ShellModel> ShellAsync(DeskPlace place, Caller caller, string? page, CancellationToken ct)
    {
        var range = await store.ReadAsync(JournalLog.RangeAsync, ct);
        return new ShellModel { Nav = await NavAsync(place, caller, page, ct), Offers = await OffersAsync(caller, ct), Seq = range.Newest };
    }

    /// <summary>What the caller is asked to take.</summary>
    public async Task<IReadOnlyList<Offer>> OffersAsync(Caller caller, CancellationToken ct) =>
        caller.AgentId is { } agent ? await store.ReadAsync((db, read) => Offers.OfAgentAsync(db, agent, read), ct) : [];

    public async Task<NavModel> NavAsync(DeskPlace place, Caller caller, string? page, CancellationToken ct)
    {
        var (counts, queues) = await store.ReadAsync(
            async (db, read) =>
            {
                var counts = new Dictionary<string, long>(StringComparer.Ordinal);
                foreach (var view in Counted) counts[view] = await ConversationList.CountAsync(db, CountOf(view), caller.Subject, read);
                return (counts, await QueueStore.ListAsync(db, null, MostQueues, read));
            },
            ct);
        return new NavModel
        {
            Place = place,
            Page = page,
            Counts = counts,
            Queues = [.. queues.Where(queue => IsMine(queue, caller.Subject))],
            Unknown = caller.Allows("deliveries.read") ? await UnknownAsync(caller, ct) : null,
            Quarantined = caller.Allows("quarantine.read") ? (await quarantine.ListAsync(null, NavModel.Most, ct)).Count : null,
        };
    }

    /// <exception cref="BadInputException">The place names a queue that is not there.</exception>
    public async Task<ListModel> ListAsync(DeskPlace place, Guid? open, Caller caller, CancellationToken ct)
    {
        var queueId = await Input.QueueAsync(store, place.Queue, ct);
        var filter = place.Filter(queueId);
        var model = new ListModel { Place = place, Open = open, Rows = [], HasMore = false, QueueName = await NameAsync(queueId, ct) };
        if (place.Search is { } text) return await SearchAsync(model, text, filter, caller, ct);
        var rows = await store.ReadAsync(
            (db, read) => ConversationList.ReadAsync(db, filter with { Limit = place.Rows + 1 }, caller.Subject, read), ct);
        return model with { Rows = [.. rows.Take(place.Rows)], HasMore = rows.Count > place.Rows };
    }

    private async Task<ListModel> SearchAsync(ListModel model, string text, ConversationFilter filter, Caller caller, CancellationToken ct)
    {
        try
        {
            var (found, next) = await search.FindAsync(text, filter with { View = Views.All, QueueId = null }, null, caller.Subject, ct);
            return model with { Rows = found, HasMore = next is not null };
        }
        catch (SearchUnavailableException)
        {
            // said on the page: the rest of the desk goes on
            return model with { IsUnavailable = true };
        }
    }

    private async Task<string?> NameAsync(Guid? queueId, CancellationToken ct) =>
        queueId is { } id ? (await store.ReadAsync((db, read) => QueueStore.FindAsync(db, id, read), ct))?.Name : null;

    private async Task<long> UnknownAsync(Caller caller, CancellationToken ct)
    {
        var filter = new DeliveryFilter { States = [DeliveryState.Unknown], Viewer = caller.Subject, Limit = NavModel.Most };
        return (await ledger.ListAsync(filter, ct)).Items.Count;
    }

    private static ConversationFilter CountOf(string view) =>
        new() { View = view, Status = ConversationStatus.Open, Limit = NavModel.Most };

    private static bool IsMine(WorkQueue queue, Subject subject) =>
        subject.QueueIds.Contains(queue.Id) || subject.Permissions.Allow(Actions.EveryConversation);
}
