using Hub.Core.Calendars;
using Hub.Core.Canned;
using Hub.Core.Channels;
using Hub.Core.Routing;
using Hub.Core.Rules;
using Hub.Core.Storage;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk;

/// <summary>The pages on what is done by itself with conversations that come in.</summary>
internal static class RulePages
{
    private const int MostRows = 200;

    public static void MapRules(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/rules", List).RequiresAtDesk("rules.write");
        desk.MapGet("/rules/new", New).RequiresAtDesk("rules.write");
        desk.MapGet("/rules/{id:guid}", Show).RequiresAtDesk("rules.write");
    }

    private static Task<IResult> List(HttpContext http, Store store) => DeskPages.PageAsync<RuleListPage, RuleListModel>(
        http, "rules", async (shell, _, ct) => new RuleListModel { Shell = shell, Rows = await store.ReadAsync(RuleStore.ListAsync, ct) });

    private static Task<IResult> New(HttpContext http, Store store, ChannelRegistry channels) => PageAsync(http, store, channels, null, null);

    private static async Task<IResult> Show(Guid id, int? last, HttpContext http, Store store, ChannelRegistry channels)
    {
        if (await store.ReadAsync((db, read) => RuleStore.FindAsync(db, id, read), http.RequestAborted) is not { } rule) return TypedResults.NotFound();
        var trial = last is { } count && RuleFormModel.Counts.Contains(count)
            ? await RuleTrial.RunAsync(store, (rule.When, rule.Content), count, Caller.Of(http).Subject, http.RequestAborted)
            : null;
        return await PageAsync(http, store, channels, rule, trial);
    }

    private static Task<IResult> PageAsync(HttpContext http, Store store, ChannelRegistry channels, Rule? rule, RuleTrialResult? trial) => DeskPages.PageAsync<RuleFormPage, RuleFormModel>(
        http, "rules",
        async (shell, _, ct) => new RuleFormModel
        {
            Shell = shell,
            Rule = rule,
            Trial = trial,
            Queues = await store.ReadAsync((db, read) => QueueStore.ListAsync(db, null, MostRows, read), ct),
            Calendars = await store.ReadAsync((db, read) => CalendarStore.ListAsync(db, null, MostRows, read), ct),
            Canned = await store.ReadAsync((db, read) => CannedStore.ListAsync(db, null, MostRows, read), ct),
            Channels = [.. channels.All.Select(channel => channel.Account.Id)],
        });
}
