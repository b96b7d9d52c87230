using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Api;

public sealed class SnoozeTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private Centre? _centre;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Centre Centre => _centre!;

    public async ValueTask InitializeAsync() => _centre = await Centre.StartAsync(new HubSetup { Time = _time });

    public async ValueTask DisposeAsync() => await Centre.DisposeAsync();

    [Fact]
    public async Task What_was_snoozed_comes_back_at_its_time()
    {
        var arrived = await Centre.ArriveAsync(await Centre.WorkPlaceAsync(), "later");
        var snoozed = await SnoozeAsync(arrived, TimeSpan.FromMinutes(5));
        Assert.Equal("snoozed", snoozed.Text("status"));
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), snoozed["snoozedUntil"]!.GetValue<DateTimeOffset>());
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("snoozed", await StatusAsync(arrived));
        _time.Advance(TimeSpan.FromMinutes(1));
        await BackAsync(arrived);
        Assert.Null((await Centre.ConversationAsync(Centre.Hub.Admin, arrived.Conversation))["snoozedUntil"]);
    }

    [Fact]
    public async Task A_message_wakes_what_was_snoozed()
    {
        var place = await Centre.WorkPlaceAsync();
        var arrived = await Centre.ArriveAsync(place, "later", "ann");
        await SnoozeAsync(arrived, TimeSpan.FromMinutes(5));
        Assert.Equal(arrived.Conversation, (await Centre.ArriveAsync(place, "now", "ann")).Conversation);
        Assert.Equal("open", await StatusAsync(arrived));
    }

    private Task<System.Text.Json.Nodes.JsonNode> SnoozeAsync(Arrived arrived, TimeSpan wait) => Centre.Hub.Admin.SendJsonAsync(
        "PATCH", $"/api/v1/conversations/{arrived.Conversation}", $$"""{"snoozeUntil":"{{_time.GetUtcNow() + wait:O}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private async Task<string> StatusAsync(Arrived arrived) => (await Centre.ConversationAsync(Centre.Hub.Admin, arrived.Conversation)).Text("status");

    // the clock moves on while the timers' lease, which has run out in the leap, is taken anew
    private Task BackAsync(Arrived arrived) => Eventually.HoldsAsync(
        async _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            return await StatusAsync(arrived) == "open";
        },
        "the conversation to come back", TimeSpan.FromSeconds(10), Ct);
}
