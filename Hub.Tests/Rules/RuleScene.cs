using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Rules;

/// <summary>Rules that mean the conversations of one channel alone, and what became of them.</summary>
internal static class RuleScene
{
    private const string Behind =
        "SELECT COUNT(*) FROM journal WHERE seq > COALESCE((SELECT position FROM journal_cursors WHERE name = 'rules'), -1) AND kind = 'message.received'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A rule at work on what comes by the place's channel, if all of these conditions hold too.</summary>
    public static async Task<JsonNode> RuleAsync(this Centre centre, WorkPlace place, string actions, string conditions = "", string when = "created", bool enabled = true) =>
        await centre.Hub.Admin.SendJsonAsync("POST", "/api/v1/rules", Body(centre, place, actions, conditions, when, enabled), Ct).JsonAsync(HttpStatusCode.Created, Ct);

    public static string Body(Centre centre, WorkPlace place, string actions, string conditions = "", string when = "created", bool enabled = true)
    {
        var channel = $$"""{"field":"channel","operator":"is","values":["{{place.Inbox.Account.Id}}"]}""";
        return $$"""{"name":"{{centre.Unique("rule ")}}","when":"{{when}}","enabled":{{(enabled ? "true" : "false")}},"conditions":[{{channel}}{{(conditions.Length > 0 ? "," : "")}}{{conditions}}],"actions":{{actions}}}""";
    }

    public static async Task EndAsync(this Centre centre, params JsonNode[] rules)
    {
        foreach (var rule in rules) (await centre.Hub.Admin.DeleteAsync($"/api/v1/rules/{rule.Text("id")}", Ct)).Dispose();
    }

    /// <summary>Waits until the rules have looked at everything that has come.</summary>
    public static Task LookedAsync(this Centre centre) => centre.Hub.LookedAsync();

    /// <summary>Waits until the rules have looked at everything that has come.</summary>
    public static Task LookedAsync(this HubFixture hub) => Eventually.HoldsAsync(
        async _ => await hub.Store.ReadAsync((db, read) => db.FirstAsync<long>(Behind, null, read), Ct) == 0,
        "the rules have looked at every message", TimeSpan.FromSeconds(20), Ct);

    /// <summary>The conversation after the rules have looked at it.</summary>
    public static async Task<JsonNode> AfterRulesAsync(this Centre centre, Arrived arrived)
    {
        await centre.LookedAsync();
        return await Centre.ConversationAsync(centre.Hub.Admin, arrived.Conversation);
    }

    /// <summary>What rules did with it.</summary>
    public static Task<JsonArray> HistoryAsync(this Centre centre, Arrived arrived) => Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/rules");

    public static IEnumerable<string> Tags(JsonNode conversation) => conversation["tags"]!.AsArray().Select(tag => tag!.GetValue<string>());
}
