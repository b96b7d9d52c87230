using System.Net;
using Hub.Core.Security;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

/// <summary>Two hosts over one PostgreSQL behave as one.</summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private HubFixture[] _hubs = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync(Ct);
        var setup = new HubSetup
        {
            Environment = new Dictionary<string, string>
            {
                ["OMNIHUB__Storage__Provider"] = "postgres",
                ["OMNIHUB__Storage__ConnectionString"] = _database.ConnectionString,
            },
        };
        // at the same instant, as a restart of a whole installation does
        _hubs = await Task.WhenAll(HubFixture.StartAsync(setup, Ct), HubFixture.StartAsync(setup, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs) await hub.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    [Fact]
    public async Task H11_hosts_that_start_at_once_make_one_first_user()
    {
        var agents = await _hubs[0].Admin.GetAsync("/api/v1/agents", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Single(agents["items"]!.AsArray());
    }

    [Fact]
    public async Task G06_the_same_request_to_both_at_once_has_one_effect()
    {
        var token = await _hubs[0].Services.GetRequiredService<ApiKeys>().CreateAsync("crm", "admin", Ct);
        var agent = await _hubs[0].AgentAsync("agent", Ct);
        HttpClient[] clients = [_hubs[0].Client(token!.Text), _hubs[1].Client(token.Text)];
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => clients[i % 2].SendJsonAsync(
            "PUT", $"/api/v1/agents/{agent.Id}/presence", "{\"state\":\"available\"}", Ct, ("Idempotency-Key", "k1"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotency-Replayed"));
        var entries = await _hubs[0].Store.ReadAsync(
            (db, read) => db.ListAsync<long>("SELECT seq FROM journal WHERE kind = 'agent.presence'", null, read), Ct);
        Assert.Single(entries);
    }

    [Fact]
    public async Task G05_a_cursor_of_one_host_is_read_by_the_other()
    {
        await _hubs[0].AgentAsync("agent", Ct);
        var first = await _hubs[0].Admin.GetAsync("/api/v1/agents?limit=1", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var second = await _hubs[1].Admin.GetAsync($"/api/v1/agents?limit=1&cursor={first.Text("next")}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotEqual(first["items"]![0]!.Text("id"), second["items"]![0]!.Text("id"));
    }

    [Fact]
    public async Task H07_a_session_ended_on_one_host_has_ended_on_the_other()
    {
        var agent = await _hubs[0].AgentAsync("agent", Ct);
        using var elsewhere = new HttpClient { BaseAddress = _hubs[1].Url };
        elsewhere.DefaultRequestHeaders.Authorization = agent.Http.DefaultRequestHeaders.Authorization;
        await elsewhere.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        (await agent.Http.PostAsync("/api/v1/logout", null, Ct)).Dispose();
        await elsewhere.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }
}
