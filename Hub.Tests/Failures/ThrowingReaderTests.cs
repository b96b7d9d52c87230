using System.Collections.Concurrent;
using System.Net;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Failures;

/// <summary>A journal entry that a reader cannot digest, in the whole host.</summary>
public sealed class ThrowingReaderTests
{
    private const string Poison = "poison";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_that_a_reader_throws_at_is_parked_and_everything_else_goes_on()
    {
        await using var hub = await HubFixture.StartAsync(
            new HubSetup { Services = services => services.AddJournalReader<FussyReader>().AddJournalReader<CalmReader>() }, Ct);
        var fussy = hub.Services.GetRequiredService<FussyReader>();
        var calm = hub.Services.GetRequiredService<CalmReader>();

        var poisoned = await PostAsync(hub, Poison);
        fussy.Poisoned = poisoned;
        var parked = await ParkedAsync(hub);
        // five times alone, and perhaps once before in a batch with others
        Assert.InRange(fussy.Refused, 5, 6);
        Assert.Equal("fussy", parked.Text("reader"));
        Assert.Equal(poisoned, Guid.Parse(parked["entry"]!.Text("conversationId")));
        Assert.DoesNotContain(Poison, parked.ToJsonString().Replace(poisoned.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
        var alarms = (await hub.Admin.GetAsync("/api/v1/alarms", Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray();
        Assert.Contains(alarms, alarm => alarm!.Text("kind") == "entry.parked" && alarm!.Text("subject") == "fussy");

        var later = await PostAsync(hub, "later");
        await Eventually.HoldsAsync(
            () => fussy.Seen.ContainsKey(later) && calm.Seen.ContainsKey(later) && calm.Seen.ContainsKey(poisoned), "both readers are past it", Patience, Ct);

        fussy.Poisoned = Guid.Empty;
        var path = $"/api/v1/journal/parked/fussy/{parked["seq"]}/retry";
        using var retried = await hub.Admin.PostAsync(path, null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, retried.StatusCode);
        Assert.True(fussy.Seen.ContainsKey(poisoned));
        var left = await hub.Admin.GetAsync("/api/v1/alarms", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.DoesNotContain(left["items"]!.AsArray(), alarm => alarm!.Text("kind") == "entry.parked");
    }

    private static async Task<Guid> PostAsync(HubFixture hub, string text)
    {
        var taken = await hub.Admin.SendJsonAsync(
            "POST", "/api/v1/channels/api/messages", $$"""{"from":{"address":"{{text}}"},"text":"{{text}}"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        return Guid.Parse(taken.Text("conversationId"));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ParkedAsync(HubFixture hub)
    {
        System.Text.Json.Nodes.JsonArray items = [];
        await Eventually.HoldsAsync(
            async ct =>
            {
                items = (await hub.Admin.GetAsync("/api/v1/journal/parked", ct).JsonAsync(HttpStatusCode.OK, ct))["items"]!.AsArray();
                return items.Count > 0;
            },
            "the entry is parked", Patience, Ct);
        return Assert.Single(items)!;
    }

    /// <summary>Reads arrivals; holds the first one until it knows which conversation it is to throw at.</summary>
    private sealed class FussyReader : IJournalReader
    {
        public string Name => "fussy";

        public JournalStart StartsAt => JournalStart.Beginning;

        public Guid? Poisoned { get; set; }

        public int Refused { get; private set; }

        public ConcurrentDictionary<Guid, bool> Seen { get; } = new();

        public Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
        {
            foreach (var entry in entries.Where(entry => entry.Kind == JournalKinds.MessageReceived))
            {
                if (Poisoned is null) throw new StoreUnavailableException("It is not known yet what to throw at.");
                if (entry.ConversationId == Poisoned)
                {
                    Refused++;
                    throw new InvalidOperationException($"I do not like {Poison}.");
                }

                Seen[entry.ConversationId!.Value] = true;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class CalmReader : IJournalReader
    {
        public string Name => "calm";

        public JournalStart StartsAt => JournalStart.Beginning;

        public ConcurrentDictionary<Guid, bool> Seen { get; } = new();

        public Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
        {
            foreach (var entry in entries.Where(entry => entry.Kind == JournalKinds.MessageReceived)) Seen[entry.ConversationId!.Value] = true;
            return Task.CompletedTask;
        }
    }
}
