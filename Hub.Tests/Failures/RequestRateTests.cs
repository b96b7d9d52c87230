using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Failures;

/// <summary>Who asks too often is told when to come again, and keeps nobody else out.</summary>
public sealed class RequestRateTests
{
    private const int Flood = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G10_a_caller_that_asks_too_often_gets_429_and_the_others_do_not()
    {
        await using var hub = await StartAsync("2");
        var ann = await hub.AgentAsync("agent", Ct);
        var bob = await hub.AgentAsync("agent", Ct);

        await AssertRefusedAsync(() => ann.Http.GetAsync("/api/v1/me", Ct));

        // another token of the same agent is no other caller
        using var again = hub.Client(await hub.SessionAsync(ann.Id, Ct));
        await AssertRefusedAsync(() => again.GetAsync("/api/v1/me", Ct));
        await bob.Http.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Eventually.HoldsAsync(
            async ct =>
            {
                using var answer = await ann.Http.GetAsync("/api/v1/me", ct);
                return answer.IsSuccessStatusCode;
            },
            "the caller may ask again", Patience, Ct);
    }

    [Theory]
    [InlineData("/hooks/api")]
    [InlineData("/api/v1/me")]
    [InlineData("/nothing/here")]
    public async Task G10_an_address_without_a_caller_that_asks_too_often_gets_429_and_known_callers_do_not(string path)
    {
        await using var hub = await StartAsync("2");

        await AssertRefusedAsync(() => hub.Anonymous.SendJsonAsync("POST", path, "{}", Ct, ("Authorization", "Bearer ohs_unknown"), ("X-Forwarded-For", "198.51.100.7")));

        await hub.Admin.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await hub.Anonymous.GetAsync("/healthz", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task G10_behind_a_trusted_proxy_each_customer_counts_alone()
    {
        await using var hub = await StartAsync("2", ("OMNIHUB__Http__TrustedProxies__0", "127.0.0.1"));

        await AssertRefusedAsync(() => hub.Anonymous.SendJsonAsync("POST", "/hooks/api", "{}", Ct, ("X-Forwarded-For", "198.51.100.7")));

        using var other = await hub.Anonymous.SendJsonAsync("POST", "/hooks/api", "{}", Ct, ("X-Forwarded-For", "198.51.100.8"));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Fact]
    public async Task G10_without_a_limit_nobody_is_refused()
    {
        await using var hub = await StartAsync("0");
        for (var i = 0; i < Flood; i++) await hub.Admin.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    private static Task<HubFixture> StartAsync(string perSecond, params (string Name, string Value)[] more)
    {
        var environment = more.Append(("OMNIHUB__Http__RequestsPerSecond", perSecond)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return HubFixture.StartAsync(new HubSetup { Environment = environment }, Ct);
    }

    private static async Task AssertRefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < Flood; i++)
        {
            using var answer = await ask();
            if (answer.StatusCode != HttpStatusCode.TooManyRequests) continue;
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            return;
        }

        Assert.Fail($"None of {Flood} requests was refused.");
    }
}
