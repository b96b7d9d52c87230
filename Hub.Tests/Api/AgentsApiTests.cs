using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class AgentsApiTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_agent_can_sign_in()
    {
        var made = await CreateAsync("bob").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("offline", made["presence"]!.Text("state"));
        await hub.Anonymous.SendJsonAsync("POST", "/api/v1/login", "{\"user\":\"Bob\",\"password\":\"a good long one\"}", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task What_was_made_is_found_at_its_location_with_its_version()
    {
        using var made = await CreateAsync("located");
        using var found = await hub.Admin.GetAsync(made.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal("\"1\"", found.Headers.ETag?.ToString());
        Assert.Equal(made.Headers.ETag, found.Headers.ETag);
    }

    [Theory]
    [InlineData("{\"user\":\"\",\"name\":\"x\",\"role\":\"agent\",\"password\":\"a good long one\"}", "user")]
    [InlineData("{\"user\":\"two words\",\"name\":\"x\",\"role\":\"agent\",\"password\":\"a good long one\"}", "user")]
    [InlineData("{\"user\":\"x1\",\"name\":\"two\\nlines\",\"role\":\"agent\",\"password\":\"a good long one\"}", "name")]
    [InlineData("{\"user\":\"x2\",\"name\":\"x\",\"role\":\"king\",\"password\":\"a good long one\"}", "role")]
    [InlineData("{\"user\":\"x3\",\"name\":\"x\",\"role\":\"agent\",\"password\":\"short\"}", "password")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var problem = await hub.Admin.SendJsonAsync("POST", "/api/v1/agents", body, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task A_taken_name_is_a_conflict_in_any_spelling()
    {
        await CreateAsync("carol").JsonAsync(HttpStatusCode.Created, Ct);
        await CreateAsync("CAROL").ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task An_agents_mail_address_is_one_of_their_own_and_can_be_taken_away()
    {
        var (ann, bob) = (await hub.AgentAsync("agent", Ct), await hub.AgentAsync("agent", Ct));
        var set = await EmailAsync(ann.Id, "Ann.Lee@Example.ORG").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("ann.lee@example.org", set.Text("email"));
        await EmailAsync(bob.Id, "ann.lee@example.org").ProblemAsync(HttpStatusCode.Conflict, Ct);
        foreach (var wrong in new[] { "nobody", "a@example.org, b@example.org", "support@localhost", "support+x@localhost" })
            Assert.NotNull((await EmailAsync(bob.Id, wrong).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]!["email"]);
        Assert.Equal("ann.lee@example.org", (await RenameAsync(ann.Id, "Ann", "\"2\"").JsonAsync(HttpStatusCode.OK, Ct)).Text("email"));
        Assert.Null((await EmailAsync(ann.Id, "").JsonAsync(HttpStatusCode.OK, Ct))["email"]);
        await EmailAsync(bob.Id, "ann.lee@example.org").JsonAsync(HttpStatusCode.OK, Ct);
        var body = "{\"user\":\"third\",\"name\":\"x\",\"role\":\"agent\",\"password\":\"a good long one\",\"email\":\"ann.lee@example.org\"}";
        await hub.Admin.SendJsonAsync("POST", "/api/v1/agents", body, Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task What_an_agent_can_do_is_said_as_a_whole_and_not_over_what_another_has_said()
    {
        var path = $"/api/v1/agents/{(await hub.AgentAsync("agent", Ct)).Id}/skills";
        using var before = await hub.Admin.GetAsync(path, Ct);
        var version = ("If-Match", before.Headers.ETag!.Tag);
        await hub.Admin.SendJsonAsync("PUT", path, """{"skills":{"loans":3,"zh":5}}""", Ct, version).JsonAsync(HttpStatusCode.OK, Ct);
        var missed = await hub.Admin.SendJsonAsync("PUT", path, """{"skills":{}}""", Ct, version).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal(3, missed["current"]!["skills"]!["loans"]!.GetValue<int>());
        await hub.Admin.SendJsonAsync("PUT", path, """{"skills":{"cards":1}}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("""{"cards":1}""", (await hub.Admin.GetAsync(path, Ct).JsonAsync(HttpStatusCode.OK, Ct))["skills"]!.ToJsonString());
        foreach (var wrong in new[] { """{"skills":{"loans":0}}""", """{"skills":{"loans":6}}""", """{"skills":{"":1}}""" })
            await hub.Admin.SendJsonAsync("PUT", path, wrong, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Theory]
    [InlineData("version", "7")]
    [InlineData("load", "0")]
    [InlineData("id", "\"01900000-0000-7000-8000-000000000001\"")]
    [InlineData("createdAt", "\"2020-01-01\"")]
    [InlineData("passwordHash", "\"x\"")]
    [InlineData("password", "\"another good long one\"")]
    public async Task G02_what_is_not_the_callers_to_set_is_refused(string field, string value)
    {
        var agent = await hub.AgentAsync("agent", Ct);
        var problem = await hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Id}", $"{{\"{field}\":{value}}}", Ct)
            .ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("$." + field, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H12_nothing_shows_a_password_or_its_hash()
    {
        var list = await hub.Admin.GetStringAsync("/api/v1/agents", Ct);
        Assert.DoesNotContain("pbkdf2", list, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("password", list, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task G07_of_two_changes_from_the_same_version_one_wins_and_the_other_sees_what_it_missed()
    {
        var agent = await hub.AgentAsync("agent", Ct);
        var both = await Task.WhenAll(RenameAsync(agent.Id, "First"), RenameAsync(agent.Id, "Second"));
        var won = Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.OK);
        var lost = Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.PreconditionFailed);
        Assert.Equal("\"2\"", won.Headers.ETag?.ToString());
        Assert.Equal(won.Headers.ETag, lost.Headers.ETag);
        var winner = await Task.FromResult(won).JsonAsync(HttpStatusCode.OK, Ct);
        var problem = await Task.FromResult(lost).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal(winner.Text("name"), problem["current"]!.Text("name"));
    }

    [Theory]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"99999999999999999999\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.BadRequest)]
    [InlineData("\"1\", \"2\"", HttpStatusCode.BadRequest)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task G07_if_match_is_taken_as_rfc_9110_says(string tag, HttpStatusCode status)
    {
        var agent = await hub.AgentAsync("agent", Ct);
        using var answer = await RenameAsync(agent.Id, "New", tag);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Without_if_match_a_change_is_made_to_whatever_is_there()
    {
        var agent = await hub.AgentAsync("agent", Ct);
        await hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Id}", "{\"loadLimit\":30}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var changed = await hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Id}", "{\"name\":\"Dora\"}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(30, changed["loadLimit"]!.GetValue<int>());
        Assert.Equal(3, changed["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_closed_or_demoted()
    {
        var admins = (await hub.Admin.GetAsync("/api/v1/agents?limit=200", Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray()
            .Where(agent => agent!.Text("role") == "admin").ToList();
        var id = Assert.Single(admins)!.Text("id");
        await hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{id}", "{\"disabled\":true}", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        await hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{id}", "{\"role\":\"agent\"}", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task An_agent_sets_its_own_presence_and_a_supervisor_anybodys()
    {
        var agent = await hub.AgentAsync("agent", Ct);
        var other = await hub.AgentAsync("agent", Ct);
        var supervisor = await hub.AgentAsync("supervisor", Ct);
        var own = await SetPresenceAsync(agent.Http, agent.Id, "available").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("available", own["presence"]!.Text("state"));
        await SetPresenceAsync(agent.Http, other.Id, "available").ProblemAsync(HttpStatusCode.Forbidden, Ct);
        var set = await SetPresenceAsync(supervisor.Http, other.Id, "away").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("away", set["presence"]!.Text("state"));
        await SetPresenceAsync(supervisor.Http, Guid.Empty, "away").ProblemAsync(HttpStatusCode.NotFound, Ct);
        await SetPresenceAsync(agent.Http, agent.Id, "asleep").ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task A_presence_is_told_by_the_journal_without_the_agents_words()
    {
        var agent = await hub.AgentAsync("agent", Ct);
        await SetPresenceAsync(agent.Http, agent.Id, "busy", "at the dentist").JsonAsync(HttpStatusCode.OK, Ct);
        var changes = await hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>(
                "SELECT changes FROM journal WHERE agent_id = @Id AND kind = @Kind AND actor = @Actor",
                new { agent.Id, Kind = JournalKinds.AgentPresence, Actor = $"agent:{agent.Id}" },
                read),
            Ct);
        Assert.Equal(["{\"presence\":\"busy\"}"], changes);
    }

    [Fact]
    public async Task Waiting_for_work_begins_when_an_agent_becomes_available_and_not_again_when_it_says_so_twice()
    {
        var time = new Time.ManualTime();
        await using var still = await HubFixture.StartAsync(new HubSetup { Time = time }, Ct);
        var agent = await still.AgentAsync("agent", Ct);
        time.Advance(TimeSpan.FromMinutes(1));
        await SetPresenceAsync(agent.Http, agent.Id, "available").JsonAsync(HttpStatusCode.OK, Ct);
        var since = await IdleSinceAsync(still, agent.Id);
        time.Advance(TimeSpan.FromMinutes(1));
        await SetPresenceAsync(agent.Http, agent.Id, "available").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(since, await IdleSinceAsync(still, agent.Id));
        await SetPresenceAsync(agent.Http, agent.Id, "away").JsonAsync(HttpStatusCode.OK, Ct);
        await SetPresenceAsync(agent.Http, agent.Id, "available").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(since + 60_000, await IdleSinceAsync(still, agent.Id));
    }

    private static async Task<long> IdleSinceAsync(HubFixture hub, Guid id) => await hub.Store.ReadAsync(
        (db, read) => db.FirstAsync<long>("SELECT idle_since FROM agents WHERE id = @id", new { id }, read), Ct);

    private Task<HttpResponseMessage> CreateAsync(string user) => hub.Admin.SendJsonAsync(
        "POST", "/api/v1/agents", new JsonObject { ["user"] = user, ["name"] = "Some Body", ["role"] = "agent", ["password"] = "a good long one" }.ToJsonString(), Ct);

    private Task<HttpResponseMessage> RenameAsync(Guid id, string name, string tag = "\"1\"") =>
        hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{id}", $"{{\"name\":\"{name}\"}}", Ct, ("If-Match", tag));

    private Task<HttpResponseMessage> EmailAsync(Guid id, string email) =>
        hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{id}", $"{{\"email\":\"{email}\"}}", Ct);

    private static Task<HttpResponseMessage> SetPresenceAsync(HttpClient client, Guid id, string state, string? reason = null) =>
        client.SendJsonAsync("PUT", $"/api/v1/agents/{id}/presence", new JsonObject { ["state"] = state, ["reason"] = reason }.ToJsonString(), Ct);
}
