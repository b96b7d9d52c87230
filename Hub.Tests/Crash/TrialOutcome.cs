using System.Text.Json.Nodes;

namespace Hub.Tests.Crash;

/// <summary>What the API shows after a trial, once nothing moves any more.</summary>
internal sealed class TrialOutcome
{
    private static readonly string[] Moving = ["scheduled", "planned", "leased", "attempting", "sending"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, int> _texts;

    private TrialOutcome(Dictionary<string, JsonNode> messages, List<JsonNode> deliveries)
    {
        (Messages, Deliveries) = (messages, deliveries);
        _texts = messages.Values.GroupBy(message => ((string)message["text"]!).Trim()).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>By their ids.</summary>
    public IReadOnlyDictionary<string, JsonNode> Messages { get; }

    public IReadOnlyList<JsonNode> Deliveries { get; }

    /// <summary>Empties the quarantine, which holds what was cut off twice while it was read, and looks at what there is.</summary>
    public static async Task<TrialOutcome> ReadAsync(HubCluster hub, CancellationToken ct)
    {
        foreach (var kept in await hub.ListAsync("/api/v1/quarantine", ct))
            await hub.RepeatAsync(HttpMethod.Post, $"/api/v1/quarantine/{kept["id"]}/retry", null, null, ct);
        Assert.Empty(await hub.ListAsync("/api/v1/quarantine", ct));

        var deliveries = await SettledAsync(hub, ct);
        var messages = new Dictionary<string, JsonNode>();
        foreach (var conversation in await hub.ListAsync("/api/v1/conversations", ct))
            foreach (var message in await hub.ListAsync($"/api/v1/conversations/{conversation["id"]}/messages", ct))
                Assert.True(messages.TryAdd((string)message["id"]!, message), "A message is listed twice.");
        return new TrialOutcome(messages, deliveries);
    }

    /// <summary>What was acknowledged is there exactly once.</summary>
    public void AssertKept(string text) => Assert.True(_texts.GetValueOrDefault(text) == 1, $"'{text}' is there {_texts.GetValueOrDefault(text)} times.");

    /// <summary>Nothing was received twice; what is accepted was received; of what is not, nobody knows.</summary>
    /// <param name="key">The property of a delivery by which the receiver knows it.</param>
    /// <param name="received">What the receiver has got, each as often as it has got it.</param>
    public void AssertSent(string key, IReadOnlyList<string> received)
    {
        Assert.All(received.GroupBy(id => id), copies => Assert.Single(copies));
        Assert.Subset(Deliveries.Select(delivery => (string)delivery[key]!).ToHashSet(), received.ToHashSet());
        Assert.All(Deliveries, delivery =>
        {
            var state = (string)delivery["state"]!;
            Assert.True(state is "accepted" or "unknown", $"A delivery ended as {state}.");
            if (state == "accepted") Assert.True(received.Contains((string)delivery[key]!), "An accepted delivery never arrived.");
        });
    }

    /// <summary>The deliveries, once none of them moves any more.</summary>
    private static async Task<List<JsonNode>> SettledAsync(HubCluster hub, CancellationToken ct)
    {
        List<JsonNode> deliveries = [];
        await Eventually.HoldsAsync(
            async token =>
            {
                deliveries = await hub.ListAsync("/api/v1/deliveries", token);
                return deliveries.All(delivery => !Moving.Contains((string)delivery["state"]!));
            },
            "every delivery comes to rest", Patience, ct);
        return deliveries;
    }
}
