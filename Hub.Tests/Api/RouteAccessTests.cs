using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Hub.Core.Security;
using Hub.Host.Security;
using Hub.Tests.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

/// <summary>Walks the table of routes, so that a new route is tested before anybody thinks of it.</summary>
public sealed partial class RouteAccessTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static readonly string[] OpenRoutes =
    [
        "GET /healthz", "GET /readyz", "POST /api/v1/login", "GET /hooks/nothing/nothing",
        "GET /", "GET /desk/sign-in", "POST /desk/sign-in", "POST /desk/settings", "GET /desk/assets/nothing/nothing", "GET /assets/nothing/nothing",
        "GET /widget.js", "GET /chat/nothing", "POST /chat/nothing/visitors", "GET /chat/nothing/messages", "POST /chat/nothing/messages",
        "POST /chat/nothing/receipts", "POST /chat/nothing/writing", "GET /chat/nothing/events", "GET /chat-assets/nothing/nothing",
        "GET /unsubscribe/nothing", "POST /unsubscribe/nothing",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void G01_every_route_says_who_may_call_it()
    {
        Assert.NotEmpty(Routes());
        Assert.All(Routes(), route => Assert.NotNull(route.Rule));
    }

    [Fact]
    public void G01_only_the_routes_listed_here_are_open() => Assert.Equal(
        OpenRoutes.Order(), Routes().Where(route => route.Rule!.IsOpen).Select(route => $"{route.Method} {route.Path}").Order());

    [Fact]
    public async Task G01_without_a_token_every_other_route_answers_401()
    {
        foreach (var route in Routes().Where(route => !route.Rule!.IsOpen))
        {
            using var answer = await CallAsync(hub.Anonymous, route);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{route.Method} {route.Path}: {(int)answer.StatusCode}");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task G01_every_role_gets_403_exactly_where_its_permissions_lack_the_routes_action()
    {
        var roles = await hub.Store.ReadAsync(RoleStore.ListAsync, Ct);
        Assert.Equal(["admin", "agent", "integration", "maintenance", "supervisor"], roles.Select(role => role.Name));
        foreach (var role in roles)
        {
            foreach (var route in Routes().Where(route => route.Rule!.Action is not null))
            {
                // a key for each call, because a call may end its own session
                using var caller = await hub.KeyAsync(role.Name, Ct);
                using var answer = await CallAsync(caller, route);
                var isDenied = answer.StatusCode == HttpStatusCode.Forbidden && (await answer.Content.ReadAsStringAsync(Ct)).Contains("does not include", StringComparison.Ordinal);
                Assert.True(
                    isDenied != role.Permissions.Allow(route.Rule!.Action!),
                    $"{role.Name}: {route.Method} {route.Path} ({route.Rule.Action}) answered {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task G08_the_spelling_of_a_path_changes_nothing_about_who_may_call_it()
    {
        foreach (var path in new[] { "/api/v1/agents", "/API/V1/AGENTS", "/api/v1/agents/", "/api/v1/%61gents", "/api//v1/agents", "/api/v1/agents%2f", "/api/v1/agents%252f", "/api/v1/./agents", "/healthz/..%2fapi/v1/agents" })
        {
            using var answer = await hub.Anonymous.GetAsync(path, Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{path}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("localhost.")]
    [InlineData("evil.example")]
    public async Task G08_the_name_of_the_host_changes_nothing_about_who_may_call_it(string name)
    {
        using var answer = await hub.Anonymous.SendJsonAsync("GET", "/api/v1/agents", null, Ct, ("Host", name), ("X-Original-URL", "/healthz"), ("X-Rewrite-URL", "/healthz"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    public async Task G08_json_under_another_type_is_no_json(string type)
    {
        using var body = new StringContent("{\"key\":\"confused\",\"name\":\"Confused\"}");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await hub.Admin.PostAsync("/api/v1/queues", body, Ct).ProblemAsync(HttpStatusCode.UnsupportedMediaType, Ct);
    }

    [Fact]
    public async Task G08_a_verb_in_a_header_or_query_is_not_taken_for_the_verb()
    {
        var agent = await hub.AgentAsync("agent", Ct);
        using var answer = await agent.Http.SendJsonAsync("GET", "/api/v1/agents?_method=POST", null, Ct, ("X-HTTP-Method-Override", "POST"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var refused = await agent.Http.SendJsonAsync("POST", "/api/v1/agents?_method=GET", "{}", Ct, ("X-HTTP-Method-Override", "GET"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    /// <summary>With a body of a kind that the route takes: others are refused by routing itself.</summary>
    private static Task<HttpResponseMessage> CallAsync(HttpClient caller, Route route)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path) { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(route.Type);
        // an event stream has no end to wait for
        return caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private List<Route> Routes() =>
    [
        .. from endpoint in hub.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route(method, Filled(endpoint.RoutePattern.RawText!), endpoint.Metadata.GetMetadata<AccessRule>())
           {
               Type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json",
           },
    ];

    private static string Filled(string pattern)
    {
        var path = DocumentName().Replace(pattern, "v1");
        path = Parameter().Replace(path, match => match.Value switch
        {
            var id when id.Contains(":guid", StringComparison.Ordinal) => "01900000-0000-7000-8000-00000000dead",
            var number when number.Contains(":long", StringComparison.Ordinal) => "1",
            _ => "nothing",
        });
        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    [GeneratedRegex(@"\{documentName\}")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Route(string Method, string Path, AccessRule? Rule)
    {
        public required string Type { get; init; }
    }
}
