using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class EventSubscriptionsApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/event-subscriptions";

    private Centre _centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => _centre.Hub.Admin;

    public async ValueTask InitializeAsync() => _centre = await Centre.StartAsync(
        new HubSetup { Environment = new Dictionary<string, string> { ["OMNIHUB__EventWebhooks__AllowInternal"] = "true" } });

    public async ValueTask DisposeAsync() => await _centre.DisposeAsync();

    [Fact]
    public async Task A_receiver_is_told_signed_and_without_bodies_what_a_stream_of_events_tells()
    {
        var (made, receiver) = await SubscribeAsync("""["message.*"]""");
        await using var _ = receiver;
        var arrived = await _centre.ArriveAsync(await _centre.WorkPlaceAsync(), "the words of a customer");
        await Eventually.HoldsAsync(() => receiver.Ledger.Count > 0, "the post", TimeSpan.FromSeconds(20), Ct);
        var post = Assert.Single(receiver.Ledger);
        var told = JsonNode.Parse(post.Body)!;
        Assert.True(post.Genuine);
        Assert.Equal(("message.received", arrived.Conversation.ToString(), post.Id), (told.Text("kind"), told.Text("conversationId"), told["seq"]!.ToString()));
        Assert.DoesNotContain("words of a customer", post.Body, StringComparison.Ordinal);
        await Admin.SendJsonAsync("POST", $"{PathOf(made)}/replay", $$"""{"from":{{post.Id}}}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Eventually.HoldsAsync(() => receiver.Ledger.Count(again => again.Id == post.Id) == 2, "the replay", TimeSpan.FromSeconds(20), Ct);
        await Admin.SendJsonAsync("POST", $"{PathOf(made)}/replay", """{"from":999999}""", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_a_new_one_signs_beside_it_for_a_day()
    {
        var (made, receiver) = await SubscribeAsync("""["note.created"]""");
        await using var _ = receiver;
        Assert.Null((await Admin.GetAsync(PathOf(made), Ct).JsonAsync(HttpStatusCode.OK, Ct))["secret"]);
        var renewed = await Admin.SendJsonAsync("POST", $"{PathOf(made)}/secret", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.StartsWith("whsec_", renewed.Text("secret"), StringComparison.Ordinal);
        var tested = await Admin.SendJsonAsync("POST", $"{PathOf(made)}/test", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.True(tested["taken"]!.GetValue<bool>());
        var post = Assert.Single(receiver.Ledger);
        Assert.Equal("subscription.test", JsonNode.Parse(post.Body)!.Text("kind"));
        Assert.Equal(2, post.Headers["webhook-signature"].Split(' ').Distinct().Count());
        Assert.DoesNotContain(_centre.Hub.Log.All, line => line.Contains(renewed.Text("secret"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_is_changed_at_its_version_and_deleted()
    {
        var (made, receiver) = await SubscribeAsync("[]");
        await receiver.DisposeAsync();
        await Admin.SendJsonAsync("PATCH", PathOf(made), """{"name":"Late"}""", Ct, ("If-Match", "\"1\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        var changed = await Admin.SendJsonAsync("PATCH", PathOf(made), """{"name":"New","enabled":false}""", Ct, ("If-Match", "\"2\"")).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(("New", false, 3), (changed.Text("name"), changed["enabled"]!.GetValue<bool>(), changed["version"]!.GetValue<int>()));
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/event-subscriptions/{made.Text("id")}/failures"));
        var retried = await Admin.SendJsonAsync("POST", $"{PathOf(made)}/failures/retry", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(0, retried["retried"]!.GetValue<int>());
        using var deleted = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Admin.GetAsync(PathOf(made), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Theory]
    [InlineData("""{"name":"","url":"https://a.example/"}""", "name")]
    [InlineData("""{"name":"x","url":"ftp://a.example/"}""", "url")]
    [InlineData("""{"name":"x","url":"https://me:word@a.example/"}""", "url")]
    [InlineData("""{"name":"x","url":"/hook"}""", "url")]
    [InlineData("""{"name":"x","url":"https://a.example/","kinds":["everything"]}""", "kinds")]
    public async Task What_is_no_subscription_is_refused_with_its_field(string body, string field) =>
        Assert.NotNull((await Admin.SendJsonAsync("POST", Path, body, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]![field]);

    /// <summary>One of an address that is known only when its secret is.</summary>
    private async Task<(JsonNode Made, WebhookReceiver Receiver)> SubscribeAsync(string kinds)
    {
        var answer = await Admin.SendJsonAsync("POST", Path, $$"""{"name":"Ledger","url":"http://127.0.0.1:1/","enabled":false,"kinds":{{kinds}}}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var receiver = new WebhookReceiver(answer.Text("secret"));
        var made = await Admin.SendJsonAsync("PATCH", PathOf(answer["subscription"]!), $$"""{"url":"{{receiver.Url}}","enabled":true}""", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct);
        return (made, receiver);
    }

    private static string PathOf(JsonNode subscription) => $"{Path}/{subscription.Text("id")}";
}
