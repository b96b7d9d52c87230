using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Core;

namespace Hub.Host.Bench.Live;

/// <summary>A visitor of the web chat, as the page calls the hub.</summary>
internal sealed class LiveVisitor : IDisposable
{
    private const string Chat = "/chat/chat";

    private readonly HttpClient _http;

    private LiveVisitor(HttpClient http) => _http = http;

    public static async Task<LiveVisitor> ComeAsync(Uri hub, CancellationToken ct)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = hub };
        using var answer = await http.PostAsync(Chat + "/visitors", null, ct);
        answer.EnsureSuccessStatusCode();
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!["token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new LiveVisitor(http);
    }

    /// <summary>Writes a message; it is durable when this completes.</summary>
    public async Task WriteAsync(string text, CancellationToken ct)
    {
        var message = new JsonObject { ["id"] = Ids.Text(Ids.New(TimeProvider.System)), ["text"] = text };
        using var content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(Chat + "/messages", content, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Listens for answers and tells how long each was under way since it was written.</summary>
    public async Task ListenAsync(TaskCompletionSource listening, Latencies latencies, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(Chat + "/events", HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        listening.TrySetResult();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(ct), (_, data) => JsonNode.Parse(data)!).EnumerateAsync(ct))
        {
            if (item.EventType != "message" || (bool)item.Data["mine"]!) continue;
            var written = DateTimeOffset.Parse((string)item.Data["at"]!, CultureInfo.InvariantCulture);
            latencies.Add((TimeProvider.System.GetUtcNow() - written).TotalMilliseconds);
        }

        throw new InvalidOperationException("The hub ended a visitor's events.");
    }

    public void Dispose() => _http.Dispose();
}
