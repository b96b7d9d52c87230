using System.Net;
using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Api;

public sealed class LoginApiTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private HubFixture? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubFixture Hub => _hub!;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(new HubSetup { Time = _time }, Ct);

    public async ValueTask DisposeAsync() => await Hub.DisposeAsync();

    [Fact]
    public async Task The_first_user_signs_in_with_the_operators_password()
    {
        var token = (await LoginAsync("admin", HubFixture.AdminPassword).JsonAsync(HttpStatusCode.OK, Ct)).Text("token");
        var me = await Hub.Client(token).GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("admin", me.Text("role"));
        Assert.Equal("admin", me["agent"]!.Text("user"));
    }

    [Fact]
    public async Task H01_each_sign_in_gets_a_token_of_its_own()
    {
        var first = await LoginAsync("admin", HubFixture.AdminPassword).JsonAsync(HttpStatusCode.OK, Ct);
        var second = await LoginAsync("admin", HubFixture.AdminPassword).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotEqual(first.Text("token"), second.Text("token"));
    }

    [Fact]
    public async Task G19_a_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        var wrong = await LoginAsync("admin", "not the password").ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        var unknown = await LoginAsync("nobody", "not the password").ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        Assert.Equal(wrong.ToJsonString(), unknown.ToJsonString());
    }

    [Fact]
    public async Task H03_too_many_failures_are_answered_429_until_the_wait_is_over()
    {
        for (var i = 0; i < 5; i++) (await LoginAsync("admin", "wrong " + i)).Dispose();
        using var refused = await LoginAsync("admin", HubFixture.AdminPassword);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        _time.Advance(TimeSpan.FromSeconds(1));
        await LoginAsync("admin", HubFixture.AdminPassword).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task H02_only_json_is_taken_for_a_sign_in()
    {
        using var body = new StringContent("{\"user\":\"admin\",\"password\":\"x\"}", System.Text.Encoding.UTF8, "text/plain");
        await Hub.Anonymous.PostAsync("/api/v1/login", body, Ct).ProblemAsync(HttpStatusCode.UnsupportedMediaType, Ct);
    }

    [Fact]
    public async Task H14_a_megabyte_of_password_is_refused_unread() =>
        await LoginAsync("admin", new string('x', 1_000_000)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, Ct);

    [Fact]
    public async Task Signing_out_ends_the_session_and_no_other()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        var other = Hub.Client(await Hub.SessionAsync(agent.Id, Ct));
        using var signedOut = await agent.Http.PostAsync("/api/v1/logout", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        await agent.Http.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        await other.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task H13_a_session_ends_after_thirty_idle_minutes()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(25));
            await agent.Http.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        }

        _time.Advance(TimeSpan.FromMinutes(31));
        await agent.Http.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Fact]
    public async Task H13_a_session_ends_after_twelve_hours_however_busy()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        for (var i = 0; i < 35; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            await agent.Http.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        }

        _time.Advance(TimeSpan.FromMinutes(20));
        await agent.Http.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Fact]
    public async Task H07_a_closed_account_and_a_new_password_end_every_session_at_once()
    {
        var closed = await Hub.AgentAsync("agent", Ct);
        await Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{closed.Id}", "{\"disabled\":true}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await closed.Http.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);

        var changed = await Hub.AgentAsync("agent", Ct);
        await Hub.Store.WriteAsync((tx, unit) => AgentStore.SetPasswordAsync(tx, changed.Id, "x", Subject.System, unit), Ct);
        await changed.Http.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Fact]
    public async Task H07_a_permission_that_the_role_loses_is_lost_at_once()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        await agent.Http.GetAsync("/api/v1/agents", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Hub.Store.WriteAsync(
            (tx, unit) => tx.ExecuteAsync("UPDATE roles SET permissions = 'presence.own' WHERE name = 'agent'", null, unit), Ct);
        await agent.Http.GetAsync("/api/v1/agents", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Fact]
    public async Task K06_passwords_and_tokens_are_in_no_log_line_and_no_row()
    {
        const string canary = "canary-password-4711";
        (await LoginAsync("admin", canary)).Dispose();
        (await LoginAsync(canary, canary)).Dispose();
        var token = (await LoginAsync("admin", HubFixture.AdminPassword).JsonAsync(HttpStatusCode.OK, Ct)).Text("token");
        (await Hub.Client(token).GetAsync($"/api/v1/agents?token={canary}", Ct)).Dispose();
        foreach (var secret in new[] { canary, token, HubFixture.AdminPassword })
            Assert.DoesNotContain(Hub.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.Contains(Hub.Log.All, line => line.Contains("has signed in", StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> LoginAsync(string user, string password) => Hub.Anonymous.SendJsonAsync(
        "POST", "/api/v1/login", $"{{\"user\":{HttpAssert.Quoted(user)},\"password\":{HttpAssert.Quoted(password)}}}", Ct);
}
