using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>Calls a host that is a process of its own, as its first user.</summary>
internal sealed class HostCaller : IDisposable
{
    private const string Login = "{\"user\":\"admin\",\"password\":\"" + HostSetup.AdminPassword + "\"}";

    private HostCaller(Uri url) => Http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };

    public HttpClient Http { get; }

    public static async Task<HostCaller> SignInAsync(HostProcess host, CancellationToken ct)
    {
        var caller = new HostCaller(host.Url);
        var token = (await caller.SignInAsync(ct).JsonAsync(HttpStatusCode.OK, ct)).Text("token");
        caller.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return caller;
    }

    public Task<HttpResponseMessage> SignInAsync(CancellationToken ct) => Http.SendJsonAsync("POST", "/api/v1/login", Login, ct);

    /// <summary>A customer's message, each from another customer unless one is named.</summary>
    public Task<HttpResponseMessage> PostAsync(string id, string text, CancellationToken ct, string? from = null)
    {
        var body = new JsonObject { ["externalId"] = id, ["from"] = new JsonObject { ["address"] = from ?? "customer-" + id }, ["text"] = text };
        return Http.SendJsonAsync("POST", "/api/v1/channels/api/messages", body.ToJsonString(), ct);
    }

    /// <summary>An agent's answer; the same one however often it is asked for.</summary>
    public Task<HttpResponseMessage> AnswerAsync(string conversation, string text, CancellationToken ct) => Http.SendJsonAsync(
        "POST", $"/api/v1/conversations/{conversation}/messages", new JsonObject { ["text"] = text }.ToJsonString(), ct, ("Idempotency-Key", text));

    public Task<JsonNode> GetAsync(string path, CancellationToken ct) => Http.GetAsync("/api/v1" + path, ct).JsonAsync(HttpStatusCode.OK, ct);

    public async Task<HttpStatusCode> StatusAsync(string path, CancellationToken ct)
    {
        using var answer = await Http.GetAsync(path, ct);
        return answer.StatusCode;
    }

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<List<JsonNode>> ListAsync(string path, CancellationToken ct)
    {
        var all = new List<JsonNode>();
        var cursor = "";
        do
        {
            var page = await GetAsync($"{path}{(path.Contains('?') ? '&' : '?')}limit=200&cursor={cursor}", ct);
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = Uri.EscapeDataString((string?)page["next"] ?? "");
        }
        while (cursor.Length > 0);
        return all;
    }

    /// <summary>The texts of every message of every conversation.</summary>
    public async Task<List<string>> TextsAsync(CancellationToken ct)
    {
        var texts = new List<string>();
        foreach (var conversation in await ListAsync("/conversations", ct))
            foreach (var message in await ListAsync($"/conversations/{conversation["id"]}/messages", ct))
                texts.Add(message.Text("text"));
        return texts;
    }

    public void Dispose() => Http.Dispose();
}
