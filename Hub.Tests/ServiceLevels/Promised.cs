using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.ServiceLevels;

/// <summary>Short forms for queues that promise something, by the API.</summary>
internal static class Promised
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A new queue with these targets, the inner part of the JSON list.</summary>
    public static async Task<WorkPlace> PromisingAsync(this Centre centre, string targets)
    {
        var place = await centre.WorkPlaceAsync();
        await centre.PromiseAsync(place, targets);
        return place;
    }

    public static Task<JsonNode> PromiseAsync(this Centre centre, WorkPlace place, string targets) =>
        centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/service-levels", $$"""{"targets":[{{targets}}]}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>The clocks of a conversation by metric; of each metric the latest.</summary>
    public static async Task<Dictionary<string, JsonNode>> ClocksAsync(this Centre centre, Arrived arrived) =>
        (await Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/service-levels")).GroupBy(clock => clock!.Text("metric")).ToDictionary(of => of.Key, of => of.First()!);

    /// <summary>Waits until the latest clock of a metric is as told.</summary>
    public static async Task<JsonNode> ClockAsync(this Centre centre, Arrived arrived, string metric, Func<JsonNode, bool> condition, string what)
    {
        JsonNode? found = null;
        async Task<bool> IsFoundAsync() => (found = (await centre.ClocksAsync(arrived)).GetValueOrDefault(metric)) is not null && condition(found);
        if (centre is ManualCentre manual) await manual.HoldsAsync(IsFoundAsync, what);
        else await Eventually.HoldsAsync(_ => IsFoundAsync(), what, TimeSpan.FromSeconds(10), Ct);
        return found!;
    }

    public static Task<JsonNode> RunningAsync(this Centre centre, Arrived arrived, string metric) =>
        centre.ClockAsync(arrived, metric, clock => clock["ended"] is null, $"{metric} to run");

    public static Task<JsonNode> EndedAsync(this Centre centre, Arrived arrived, string metric) =>
        centre.ClockAsync(arrived, metric, clock => clock["ended"] is not null, $"{metric} to end");

    public static Task<JsonNode> BreachedAsync(this Centre centre, Arrived arrived, string metric) =>
        centre.ClockAsync(arrived, metric, clock => clock["breached"] is not null, $"{metric} to be broken");

    /// <summary>An agent's answer.</summary>
    public static Task<JsonNode> AnswerAsync(this Centre centre, Arrived arrived, string body = """{"text":"Here is your answer."}""") =>
        centre.Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", body, Ct).JsonAsync(HttpStatusCode.Created, Ct);

    public static Task<JsonNode> PatchAsync(this Centre centre, Arrived arrived, string body) =>
        centre.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", body, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>How often the journal says this of a conversation.</summary>
    public static Task<long> EntriesAsync(this Centre centre, Arrived arrived, string kind, string? actor = null) => centre.Hub.Store.ReadAsync(
        (db, read) => db.FirstAsync<long>(
            $"SELECT COUNT(*) FROM journal WHERE conversation_id = @id AND kind = @kind {(actor is null ? "" : "AND actor = @actor")}", new { id = arrived.Conversation, kind, actor }, read), Ct);

    public static DateTimeOffset Time(this JsonNode node, string name) => node[name]!.GetValue<DateTimeOffset>();
}
