using System.Net;
using Hub.Host.Api;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Api;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private HubFixture? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubFixture Hub => _hub!;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(new HubSetup { Time = _time }, Ct);

    public async ValueTask DisposeAsync() => await Hub.DisposeAsync();

    [Fact]
    public async Task G06_the_same_request_gets_the_same_answer_and_has_one_effect()
    {
        using var first = await CreateAsync("ann", "k1");
        using var again = await CreateAsync("ann", "k1");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task G06_another_body_under_the_same_key_is_a_conflict()
    {
        (await CreateAsync("ann", "k1")).Dispose();
        await CreateAsync("bob", "k1").ProblemAsync(HttpStatusCode.Conflict, Ct);
        await CreateAsync("bob", "k2").JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Fact]
    public async Task G06_twenty_requests_at_once_have_one_effect_and_all_get_its_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SetPresenceAsync("k1")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotency-Replayed"));
        var entries = await Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<long>("SELECT seq FROM journal WHERE kind = 'agent.presence'", null, read), Ct);
        Assert.Single(entries);
    }

    [Fact]
    public async Task G06_a_refused_request_leaves_its_key_free_for_the_mended_one()
    {
        await Hub.Admin.SendJsonAsync("POST", "/api/v1/agents", Body("ann", "king"), Ct, ("Idempotency-Key", "k1"))
            .ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await CreateAsync("ann", "k1").JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Fact]
    public async Task G06_a_key_is_the_callers_own()
    {
        (await CreateAsync("ann", "k1")).Dispose();
        using var system = await Hub.KeyAsync("admin", Ct);
        await system.SendJsonAsync("POST", "/api/v1/agents", Body("bob"), Ct, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Fact]
    public async Task G06_after_a_day_a_key_may_be_used_again()
    {
        (await CreateAsync("ann", "k1")).Dispose();
        _time.Advance(RequestWrites.KeptFor + TimeSpan.FromSeconds(1));
        using var system = await Hub.KeyAsync("admin", Ct);
        var admin = await Hub.Store.ReadAsync((db, read) => Core.Agents.AgentStore.FindByUserNameAsync(db, "admin", read), Ct);
        using var again = Hub.Client(await Hub.SessionAsync(admin!.Id, Ct));
        await again.SendJsonAsync("POST", "/api/v1/agents", Body("bob"), Ct, ("Idempotency-Key", "k1")).JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345")]
    public async Task G06_a_key_that_is_none_is_refused(string key) => await CreateAsync("ann", key).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task G06_what_is_stored_of_a_body_with_a_password_is_no_short_way_to_it()
    {
        (await CreateAsync("ann", "k1")).Dispose();
        var stored = await Hub.Store.ReadAsync((db, read) => db.FirstAsync<string>("SELECT body_hash FROM idempotency_keys", null, read), Ct);
        var plain = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Body("ann"))));
        Assert.NotEqual(plain, stored);
    }

    private static string Body(string user, string role = "agent") =>
        $"{{\"user\":\"{user}\",\"name\":\"Some Body\",\"role\":\"{role}\",\"password\":\"a good long one\"}}";

    private Task<HttpResponseMessage> CreateAsync(string user, string key) =>
        Hub.Admin.SendJsonAsync("POST", "/api/v1/agents", Body(user), Ct, ("Idempotency-Key", key));

    private async Task<HttpResponseMessage> SetPresenceAsync(string key)
    {
        var admin = await Hub.Store.ReadAsync((db, read) => Core.Agents.AgentStore.FindByUserNameAsync(db, "admin", read), Ct);
        return await Hub.Admin.SendJsonAsync(
            "PUT", $"/api/v1/agents/{admin!.Id}/presence", "{\"state\":\"available\"}", Ct, ("Idempotency-Key", key));
    }
}
