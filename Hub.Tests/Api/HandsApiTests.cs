using System.Net;
using System.Text.Json.Nodes;
using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

/// <summary>What needs a hand: quarantine, deliveries, alarms, parked entries; and the outbox.</summary>
public sealed class HandsApiTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeChannel _channel = new("fake");
    private HubFixture? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubFixture Hub => _hub!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(new HubSetup(), Ct);
        Hub.Services.GetRequiredService<ChannelRegistry>().Put(_channel);
    }

    public async ValueTask DisposeAsync() => await Hub.DisposeAsync();

    [Fact]
    public async Task A_quarantined_input_is_listed_downloaded_retried_and_gone()
    {
        var id = await QuarantineAsync("first");
        var item = Assert.Single(await ItemsAsync("/api/v1/quarantine"));
        Assert.Equal((id, "fake", 1), (item.Text("id"), item.Text("channel"), item["attempts"]!.GetValue<int>()));
        Assert.DoesNotContain("first", item.ToJsonString(), StringComparison.Ordinal);

        using var raw = await Hub.Admin.GetAsync($"/api/v1/quarantine/{id}/raw", Ct);
        Assert.Equal("first", await raw.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("application/octet-stream", "attachment"),
            (raw.Content.Headers.ContentType?.MediaType, raw.Content.Headers.ContentDisposition?.DispositionType));

        var again = await Hub.Admin.PostAsync($"/api/v1/quarantine/{id}/retry", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("quarantined", again.Text("result"));
        _channel.Reading = new FakeChannel("other").Reading;
        var taken = await Hub.Admin.PostAsync($"/api/v1/quarantine/{id}/retry", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("created", taken.Text("result"));
        Assert.Empty(await ItemsAsync("/api/v1/quarantine"));
        await Hub.Admin.PostAsync($"/api/v1/quarantine/{id}/retry", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task A_quarantined_input_is_deleted_once_and_an_input_without_channel_cannot_be_retried()
    {
        var id = await QuarantineAsync("unwanted");
        Hub.Services.GetRequiredService<ChannelRegistry>().Remove("fake");
        await Hub.Admin.PostAsync($"/api/v1/quarantine/{id}/retry", null, Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        using var deleted = await Hub.Admin.DeleteAsync($"/api/v1/quarantine/{id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Hub.Admin.DeleteAsync($"/api/v1/quarantine/{id}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Hub.Admin.GetAsync($"/api/v1/quarantine/{id}/raw", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task A_delivery_of_unknown_outcome_is_listed_and_settled_once()
    {
        var id = await DeliverAsync(new DeliveryResult.Unknown("the line broke"), DeliveryState.Unknown);
        var item = Assert.Single(await ItemsAsync("/api/v1/deliveries?state=unknown&channel=fake"));
        Assert.Equal((id, "ambiguous"), (item.Text("id"), item.Text("class")));
        Assert.Single(await ItemsAsync($"/api/v1/deliveries?conversation={item.Text("conversationId")}"));
        Assert.Empty(await ItemsAsync("/api/v1/deliveries?state=failed"));

        await SettleAsync(id, "delivered").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Equal("accepted", (await SettleAsync(id, "accepted").JsonAsync(HttpStatusCode.OK, Ct)).Text("state"));
        await SettleAsync(id, "failed").ProblemAsync(HttpStatusCode.Conflict, Ct);
        await Hub.Admin.PostAsync($"/api/v1/deliveries/{id}/retry", null, Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        var life = await Hub.Admin.GetAsync($"/api/v1/deliveries/{id}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(
            ["planned", "leased", "attempting", "unknown", "accepted"], life["life"]!.AsArray().Select(happened => happened!.Text("state")));
        Assert.StartsWith("agent:", life["life"]!.AsArray()[^1]!.Text("actor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_delivery_is_sent_again_under_the_same_id()
    {
        var id = await DeliverAsync(new DeliveryResult.Rejected(DeliveryClass.Address, "no such receiver"), DeliveryState.Failed);
        _channel.Sending = () => new DeliveryResult.Accepted("p1");
        using var answer = await Hub.Admin.SendJsonAsync("POST", $"/api/v1/deliveries/{id}/retry", null, Ct, ("Idempotency-Key", "r"));
        using var again = await Hub.Admin.SendJsonAsync("POST", $"/api/v1/deliveries/{id}/retry", null, Ct, ("Idempotency-Key", "r"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(await answer.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        await ReachesAsync(id, DeliveryState.Accepted);
    }

    [Fact]
    public async Task G01_a_delivery_of_a_conversation_that_is_none_of_the_callers_is_not_there()
    {
        var id = await DeliverAsync(new DeliveryResult.Unknown("the line broke"), DeliveryState.Unknown);
        await Hub.Store.WriteAsync(
            async (tx, unit) =>
            {
                var queue = await Core.Routing.QueueStore.CreateAsync(tx, "secret", "Secret", Subject.System, unit);
                await tx.ExecuteAsync("UPDATE conversations SET queue_id = @id", new { id = queue!.Id }, unit);
                await tx.ExecuteAsync("UPDATE roles SET permissions = 'deliveries.*' WHERE name = 'agent'", null, unit);
            },
            Ct);
        var agent = await Hub.AgentAsync("agent", Ct);
        var list = await agent.Http.GetAsync("/api/v1/deliveries", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Empty(list["items"]!.AsArray());
        await agent.Http.GetAsync($"/api/v1/deliveries/{id}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await agent.Http.PostAsync($"/api/v1/deliveries/{id}/retry", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Theory]
    [InlineData("/api/v1/deliveries?state=lost")]
    [InlineData("/api/v1/deliveries?limit=201")]
    [InlineData("/api/v1/deliveries?cursor=x")]
    [InlineData("/api/v1/quarantine?cursor=AAAA")]
    [InlineData("/api/v1/alarms?limit=0")]
    [InlineData("/api/v1/journal/parked?cursor=1%20x")]
    public async Task G05_a_filter_or_cursor_that_nobody_gave_out_is_refused(string path) =>
        await Hub.Admin.GetAsync(path, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task Deliveries_come_in_pages_without_gap_or_double()
    {
        for (var i = 0; i < 5; i++) await DeliverAsync(new DeliveryResult.Accepted(null), DeliveryState.Accepted);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Hub.Admin.GetAsync($"/api/v1/deliveries?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task An_alarm_is_cleared_by_hand_and_then_only_listed_among_all()
    {
        await Hub.Services.GetRequiredService<Core.Alarms.AlarmStore>().RaiseAsync("test.alarm", "x", "Look here.", Ct);
        var alarm = Assert.Single(await ItemsAsync("/api/v1/alarms"), item => item.Text("kind") == "test.alarm");
        var cleared = await Hub.Admin.PostAsync($"/api/v1/alarms/{alarm.Text("id")}/clear", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotNull(cleared["clearedAt"]);
        Assert.DoesNotContain(await ItemsAsync("/api/v1/alarms"), item => item.Text("kind") == "test.alarm");
        Assert.Contains(await ItemsAsync("/api/v1/alarms?all=true"), item => item.Text("kind") == "test.alarm");
        await Hub.Admin.PostAsync($"/api/v1/alarms/{Ids.Text(Guid.AllBitsSet)}/clear", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task A_parked_entry_is_listed_and_retried_or_given_up()
    {
        var seq = (await Hub.Store.ReadAsync(JournalLog.RangeAsync, Ct)).Newest;
        await Hub.Store.WriteAsync(
            async (tx, unit) =>
            {
                await ParkedEntries.ParkAsync(tx, "router", seq, "it stumbled", unit);
                await ParkedEntries.ParkAsync(tx, "gone", seq, "it stumbled", unit);
            },
            Ct);
        var items = await ItemsAsync("/api/v1/journal/parked");
        Assert.Equal(["gone", "router"], items.Select(item => item.Text("reader")));
        Assert.All(items, item => Assert.Equal(seq, item["entry"]!["seq"]!.GetValue<long>()));
        using var applied = await Hub.Admin.PostAsync($"/api/v1/journal/parked/router/{seq}/retry", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, applied.StatusCode);
        await Hub.Admin.PostAsync($"/api/v1/journal/parked/gone/{seq}/retry", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        using var dropped = await Hub.Admin.DeleteAsync($"/api/v1/journal/parked/gone/{seq}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        Assert.Empty(await ItemsAsync("/api/v1/journal/parked"));
    }

    [Fact]
    public async Task An_answer_that_no_webhook_takes_is_held_in_the_outbox_for_download()
    {
        var id = await DeliverAsync(new DeliveryResult.Accepted(null), DeliveryState.Accepted, "api");
        using var system = await Hub.KeyAsync("integration", Ct);
        var outbox = await system.GetAsync("/api/v1/channels/api/outbox", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var item = Assert.Single(outbox["items"]!.AsArray());
        Assert.Equal((id, "someone", "accepted"), (item!.Text("id"), item!.Text("to"), item!.Text("state")));
        using var download = await system.GetAsync($"/api/v1/channels/api/outbox/{id}", Ct);
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition?.DispositionType);
        var message = JsonNode.Parse(await download.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("An answer", message["message"]!.Text("text"));

        var agent = await Hub.AgentAsync("agent", Ct);
        await agent.Http.GetAsync("/api/v1/channels/api/outbox", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        await system.GetAsync($"/api/v1/channels/fake/outbox/{id}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await system.GetAsync("/api/v1/channels/nothing/outbox", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task Channels_are_listed_with_what_they_can_and_without_secrets()
    {
        var items = await ItemsAsync("/api/v1/channels");
        Assert.Equal(["api", "chat", "fake", "fax", "mail", "telegram"], items.Select(item => item.Text("id")));
        Assert.All(items, item => Assert.Equal(item.Text("id") is not ("fax" or "telegram"), item["running"]!.GetValue<bool>()));
        Assert.Equal(
            ["address", "capabilities", "enabled", "id", "kind", "name", "queue", "running"], items[0].AsObject().Select(field => field.Key).Order());
        Assert.Equal("support@localhost", items[4].Text("address"));
        await Hub.Admin.GetAsync("/api/v1/channels/nothing", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task The_figures_tell_of_messages_commits_and_what_waits()
    {
        await PostAsync("counted");
        await Hub.Services.GetRequiredService<Host.Metrics.HubGauges>().RunOnceAsync(Ct);
        var text = await Hub.Admin.GetStringAsync("/metrics", Ct);
        Assert.Contains("omnihub_intake_messages_total{channel=\"fake\",result=\"created\"}", text, StringComparison.Ordinal);
        foreach (var name in new[] { "omnihub_store_batch_units_count", "omnihub_store_commit_duration_seconds_count", "omnihub_quarantine_inputs", "omnihub_journal_behind" })
            Assert.Contains(name, text, StringComparison.Ordinal);
    }

    private async Task<string> QuarantineAsync(string text)
    {
        _channel.Reading = input => new InboundMessage { Source = new SourceKey(input.ReceptionId), FromAddress = "\u0001", Text = "Hello" };
        return (await PostAsync(text)).Text("messageId");
    }

    private async Task<JsonNode> PostAsync(string text, string channel = "fake")
    {
        var body = channel == "fake" ? text : """{"from":{"address":"someone"},"text":"Hello"}""";
        using var answer = await Hub.Admin.SendJsonAsync("POST", $"/api/v1/channels/{channel}/messages", body, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        return await Task.FromResult(answer).JsonAsync(answer.StatusCode, Ct);
    }

    /// <summary>An answer in a new or known conversation, and its delivery when it has got there.</summary>
    private async Task<string> DeliverAsync(DeliveryResult outcome, DeliveryState state, string channel = "fake")
    {
        _channel.Sending = () => outcome;
        var conversation = Guid.Parse((await PostAsync("A question", channel)).Text("conversationId"));
        var hub = new Subject { Id = Guid.Empty, IsAgent = false, Role = Role.Admin, Permissions = Permissions.Parse("conversations.* conversations.all"), QueueIds = new HashSet<Guid>() };
        var unit = await Hub.Services.GetRequiredService<Composer>().PrepareAsync(conversation, null, new NewMessage { Text = "An answer" }, hub, Ct);
        var done = Assert.IsType<ComposeResult.Done>(await Hub.Store.WriteAsync(unit, Ct));
        var delivery = Assert.Single(await Ledger.OfMessageAsync(done.MessageId, Ct));
        await ReachesAsync(Ids.Text(delivery.Id), state);
        return Ids.Text(delivery.Id);
    }

    private Task ReachesAsync(string id, DeliveryState state) => Eventually.HoldsAsync(
        async ct => (await Ledger.FindAsync(Guid.Parse(id), ct))!.State == state, $"the delivery is {state}", Patience, Ct);

    private DeliveryLedger Ledger => Hub.Services.GetRequiredService<DeliveryLedger>();

    private Task<HttpResponseMessage> SettleAsync(string id, string state) =>
        Hub.Admin.SendJsonAsync("POST", $"/api/v1/deliveries/{id}/settle", $$"""{"state":"{{state}}"}""", Ct);

    private async Task<List<JsonNode>> ItemsAsync(string path) =>
        [.. (await Hub.Admin.GetAsync(path, Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray().Select(item => item!)];
}
