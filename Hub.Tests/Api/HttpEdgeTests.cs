using System.Net;
using Hub.Core.Security;
using Hub.Host.Api;
using Hub.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ErrorAnswers = Hub.Host.Api.ErrorAnswers;

namespace Hub.Tests.Api;

/// <summary>What holds for every route: pages, errors, headers, documents, health.</summary>
public sealed class HttpEdgeTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended()
    {
        for (var i = 0; i < 5; i++) await hub.AgentAsync("agent", Ct);
        var all = (await hub.Admin.GetAsync("/api/v1/agents?limit=200", Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await hub.Admin.GetAsync($"/api/v1/agents?limit=2&cursor={cursor}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(all.Select(item => item!.Text("id")), seen);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=201")]
    [InlineData("limit=1e9")]
    [InlineData("limit=99999999999")]
    [InlineData("limit=ten")]
    [InlineData("cursor=x")]
    [InlineData("cursor=%27%20OR%201=1")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task G05_a_page_that_cannot_be_is_refused(string query) =>
        await hub.Admin.GetAsync("/api/v1/agents?" + query, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public void G05_a_cursor_is_good_only_unchanged_and_for_its_own_list()
    {
        var cursors = hub.Services.GetRequiredService<Cursors>();
        var cursor = cursors.Make("/agents", "ann");
        Assert.Equal("ann", cursors.Read("/agents", cursor));
        Assert.Throws<BadInputException>(() => cursors.Read("/contacts", cursor));
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Throws<BadInputException>(() => cursors.Read("/agents", changed));
        }
    }

    [Theory]
    [InlineData("{\"user\":", "$.user")]
    [InlineData("{\"user\":\"a\",\"user\":\"b\"}", "$.user")]
    [InlineData("{\"user\":NaN}", "$.user")]
    [InlineData("{\"user\":{\"a\":1}}", "$.user")]
    [InlineData("{\"user\":null}", "$.user")]
    [InlineData("{\"user\":\"a\",\"name\":\"b\",\"password\":\"c\"}", "'role'")]
    [InlineData("[]", "$")]
    [InlineData("null", null)]
    [InlineData("", null)]
    public async Task F13_json_that_cannot_be_taken_is_refused_with_its_place(string json, string? place)
    {
        var problem = await hub.Admin.SendJsonAsync("POST", "/api/v1/agents", json, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        if (place is not null) Assert.Contains(place, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F13_json_deeper_than_32_is_refused() => await hub.Admin
        .SendJsonAsync("POST", "/api/v1/agents", "{\"x\":" + new string('[', 5_000) + new string(']', 5_000) + "}", Ct)
        .ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task G09_a_path_that_nothing_has_and_a_wrong_verb_are_problems_too()
    {
        await hub.Anonymous.GetAsync("/nothing/here", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await hub.Anonymous.SendJsonAsync("DELETE", "/api/v1/login", null, Ct).ProblemAsync(HttpStatusCode.MethodNotAllowed, Ct);
        await hub.Admin.GetAsync($"/api/v1/agents/{Guid.Empty}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task G09_an_error_inside_tells_its_id_and_nothing_else()
    {
        var (status, body, _) = await AnswerToAsync(new InvalidOperationException("SELECT secret FROM /srv/secret-place"));
        Assert.Equal(500, status);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", body, StringComparison.Ordinal);
        Assert.Contains("traceId", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_commit_is_answered_503_with_when_to_try_again()
    {
        var (status, body, headers) = await AnswerToAsync(new Core.Storage.StoreUnavailableException("the disk of /srv/secret-place is full"));
        Assert.Equal(503, status);
        Assert.Equal("5", headers.RetryAfter);
        Assert.DoesNotContain("/srv/secret-place", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_constraint_is_answered_409() =>
        Assert.Equal(409, (await AnswerToAsync(new Core.Storage.ConstraintException("UNIQUE failed: agents.user_name"))).Status);

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/v1/agents")]
    [InlineData("/api/v1/agents/x.css")]
    [InlineData("/nothing")]
    [InlineData("/metrics")]
    public async Task G20_no_answer_is_stored_sniffed_or_framed(string path)
    {
        foreach (var client in new[] { hub.Admin, hub.Anonymous })
        {
            using var answer = await client.GetAsync(path, Ct);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task G14_a_token_in_the_query_or_a_cookie_is_no_token()
    {
        var token = hub.Admin.DefaultRequestHeaders.Authorization!.Parameter;
        await hub.Anonymous.GetAsync($"/api/v1/me?access_token={token}&token={token}", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        await hub.Anonymous.SendJsonAsync("GET", "/api/v1/me", null, Ct, ("Cookie", $"token={token}")).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        Assert.DoesNotContain(hub.Log.All, line => line.Contains(token!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer ohs_")]
    [InlineData("Bearer ohk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task G17_what_is_no_valid_token_gets_401(string authorization) => await hub.Anonymous
        .SendJsonAsync("GET", "/api/v1/me", null, Ct, ("Authorization", authorization)).ProblemAsync(HttpStatusCode.Unauthorized, Ct);

    [Fact]
    public async Task G17_a_revoked_key_gets_401_at_once_and_only_its_hash_was_stored()
    {
        var keys = hub.Services.GetRequiredService<ApiKeys>();
        var token = (await keys.CreateAsync("crm", Role.Integration, Ct))!;
        using var system = hub.Client(token.Text);
        var me = await system.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("integration", me.Text("role"));
        Assert.StartsWith("key:", me.Text("actor"), StringComparison.Ordinal);
        Assert.DoesNotContain(token.Text, token.ToString(), StringComparison.Ordinal);
        var shown = Assert.Single(await keys.ListAsync(Ct), key => key.Name == "crm").Prefix;
        Assert.StartsWith(shown, token.Text, StringComparison.Ordinal);
        Assert.True(await keys.RevokeAsync("crm", Ct));
        await system.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        Assert.Null(await keys.CreateAsync("crm", Role.Integration, Ct));
    }

    [Fact]
    public async Task G18_the_document_and_the_figures_need_a_token_and_the_right_role()
    {
        foreach (var path in new[] { "/openapi/v1.json", "/metrics" })
        {
            await hub.Anonymous.GetAsync(path, Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
            using var agent = await hub.KeyAsync("agent", Ct);
            await agent.GetAsync(path, Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        }
    }

    [Fact]
    public async Task The_openapi_document_tells_each_routes_permission()
    {
        var document = await hub.Admin.GetAsync("/openapi/v1.json", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var list = document["paths"]!["/api/v1/agents"]!["get"]!;
        Assert.Contains("agents.read", list.Text("description"), StringComparison.Ordinal);
        Assert.Contains(list["parameters"]!.AsArray(), parameter => parameter!.Text("name") == "limit");
    }

    [Fact]
    public async Task The_figures_are_prometheus_text_with_routes_and_without_paths()
    {
        (await hub.Admin.GetAsync($"/api/v1/agents/{Guid.Empty}", Ct)).Dispose();
        var text = await hub.Admin.GetStringAsync("/metrics", Ct);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/api/v1/agents/{id:guid}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Guid.Empty.ToString(), text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
            line => Assert.Matches(@"^[a-z0-9_]+(\{.*\})? (-?[0-9.E+-]+|NaN)$", line));
    }

    [Fact]
    public async Task The_host_is_alive_and_ready()
    {
        Assert.Equal("alive", (await hub.Anonymous.GetAsync("/healthz", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("status"));
        Assert.Equal("ready", (await hub.Anonymous.GetAsync("/readyz", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("status"));
    }

    private static async Task<(int Status, string Body, IHeaderDictionary Headers)> AnswerToAsync(Exception error)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new ErrorAnswers(_ => throw error, NullLogger<ErrorAnswers>.Instance).InvokeAsync(http);
        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        return (http.Response.StatusCode, await reader.ReadToEndAsync(Ct), http.Response.Headers);
    }
}
