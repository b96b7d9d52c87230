using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Commands;

/// <summary>A quick tour as a process, and the agent whom it leaves to its visitor, signed in.</summary>
public sealed class DemoTour : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private HostProcess? _host;
    private HttpClient? _mia;

    public HostProcess Host => _host!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartAsync(new HostSetup { Arguments = ["demo", "--pace", "0.2"] }, Ct);
        _mia = new HttpClient { BaseAddress = _host.Url };
        var signedIn = await _mia.SendJsonAsync("POST", "/api/v1/login", """{"user":"mia","password":"lampion-demo"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        _mia.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Text("token"));
    }

    public async ValueTask DisposeAsync()
    {
        _mia?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>The items of a list.</summary>
    public async Task<List<JsonNode>> ItemsAsync(string path) =>
        [.. (await _mia!.GetAsync("/api/v1" + path, Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray().Select(item => item!)];

    /// <summary>Waits until a list has an item of this kind, and returns the item.</summary>
    public async Task<JsonNode> FindAsync(string path, Predicate<JsonNode> fits, string what)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(async _ => (found = (await ItemsAsync(path)).Find(fits)) is not null, what, Patience, Ct);
        return found!;
    }

    /// <summary>Answers in a conversation.</summary>
    public Task AnswerAsync(JsonNode conversation, string text) => _mia!.SendJsonAsync(
        "POST", $"/api/v1/conversations/{conversation.Text("id")}/messages", new JsonObject { ["text"] = text }.ToJsonString(), Ct)
        .JsonAsync(HttpStatusCode.Created, Ct);
}
