using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class TrustedProxiesTests
{
    private const string Login = "{\"user\":\"nobody\",\"password\":\"wrong password\"}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G10_an_address_that_a_stranger_claims_is_not_believed()
    {
        await using var hub = await HubFixture.StartAsync(new HubSetup(), Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SixthAttemptAsync(hub, i => $"198.51.100.{i}"));
    }

    [Fact]
    public async Task G10_behind_a_trusted_proxy_the_last_hop_that_is_not_ours_counts()
    {
        var setup = new HubSetup { Environment = new Dictionary<string, string> { ["OMNIHUB__Http__TrustedProxies__0"] = "127.0.0.1" } };
        await using var hub = await HubFixture.StartAsync(setup, Ct);
        // what the caller itself has put in front is not looked at
        for (var i = 0; i < 31; i++)
        {
            using var answer = await AttemptAsync(hub, "user" + i, $"203.0.113.{i}, 198.51.100.7");
            Assert.Equal(i < 30 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        using var another = await AttemptAsync(hub, "user32", "198.51.100.8");
        Assert.Equal(HttpStatusCode.Unauthorized, another.StatusCode);
    }

    private static async Task<HttpStatusCode> SixthAttemptAsync(HubFixture hub, Func<int, string> claim)
    {
        for (var i = 0; i < 5; i++) (await AttemptAsync(hub, "nobody", claim(i))).Dispose();
        using var sixth = await AttemptAsync(hub, "nobody", claim(6));
        return sixth.StatusCode;
    }

    private static Task<HttpResponseMessage> AttemptAsync(HubFixture hub, string user, string forwardedFor) => hub.Anonymous.SendJsonAsync(
        "POST", "/api/v1/login", Login.Replace("nobody", user, StringComparison.Ordinal), Ct, ("X-Forwarded-For", forwardedFor));
}
