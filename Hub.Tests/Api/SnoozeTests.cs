using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SnoozeTests : IAsyncLifetime
{
    private readonly ManualCentre _centre = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _centre.InitializeAsync();

    public ValueTask DisposeAsync() => _centre.DisposeAsync();

    [Fact]
    public async Task What_was_snoozed_comes_back_at_its_time()
    {
        var arrived = await _centre.ArriveAsync(await _centre.WorkPlaceAsync(), "later");
        var snoozed = await SnoozeAsync(arrived, TimeSpan.FromMinutes(5));
        Assert.Equal("snoozed", snoozed.Text("status"));
        Assert.Equal(_centre.Time.GetUtcNow().AddMinutes(5), snoozed["snoozedUntil"]!.GetValue<DateTimeOffset>());
        _centre.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("snoozed", await StatusAsync(arrived));
        _centre.Time.Advance(TimeSpan.FromMinutes(1));
        await BackAsync(arrived);
        Assert.Null((await Centre.ConversationAsync(_centre.Hub.Admin, arrived.Conversation))["snoozedUntil"]);
    }

    [Fact]
    public async Task A_message_wakes_what_was_snoozed()
    {
        var place = await _centre.WorkPlaceAsync();
        var arrived = await _centre.ArriveAsync(place, "later", "ann");
        await SnoozeAsync(arrived, TimeSpan.FromMinutes(5));
        Assert.Equal(arrived.Conversation, (await _centre.ArriveAsync(place, "now", "ann")).Conversation);
        Assert.Equal("open", await StatusAsync(arrived));
    }

    private Task<System.Text.Json.Nodes.JsonNode> SnoozeAsync(Arrived arrived, TimeSpan wait) => _centre.Hub.Admin.SendJsonAsync(
        "PATCH", $"/api/v1/conversations/{arrived.Conversation}", $$"""{"snoozeUntil":"{{_centre.Time.GetUtcNow() + wait:O}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private async Task<string> StatusAsync(Arrived arrived) => (await Centre.ConversationAsync(_centre.Hub.Admin, arrived.Conversation)).Text("status");

    private Task BackAsync(Arrived arrived) => _centre.HoldsAsync(async () => await StatusAsync(arrived) == "open", "the conversation to come back");
}
