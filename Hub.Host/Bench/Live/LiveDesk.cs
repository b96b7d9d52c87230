using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Hub.Host.Bench.Live;

/// <summary>An agent's desk, as a browser calls the hub: it listens to the events and asks for the navigation, the list and one conversation.</summary>
internal sealed class LiveDesk : IDisposable
{
    private readonly HttpClient _http;
    private readonly LiveRegion _nav;
    private readonly LiveRegion _list;
    private readonly LiveRegion _open;
    private readonly Guid _conversation;

    /// <param name="hub">Where the hub listens.</param>
    /// <param name="token">The agent's session.</param>
    /// <param name="conversation">The one that is open.</param>
    /// <param name="figures">Where it tells how long it waited.</param>
    public LiveDesk(Uri hub, string token, Guid conversation, LiveFigures figures)
    {
        _http = Client(hub, token);
        _conversation = conversation;
        _nav = new LiveRegion(_http, "/desk/parts/nav?view=all", figures, TimeProvider.System);
        _list = new LiveRegion(_http, $"/desk/parts/list?view=all&open={conversation}", figures, TimeProvider.System);
        _open = new LiveRegion(_http, $"/desk/parts/conversations/{conversation}?view=all", figures, TimeProvider.System);
    }

    /// <summary>Listens and asks until it is told to stop.</summary>
    public Task RunAsync(TaskCompletionSource listening, CancellationToken ct) =>
        Task.WhenAll(ListenAsync(listening, ct), _nav.RunAsync(ct), _list.RunAsync(ct), _open.RunAsync(ct));

    public void Dispose() => _http.Dispose();

    /// <summary>A browser that is signed in.</summary>
    public static HttpClient Client(Uri hub, string token)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 6 }) { BaseAddress = hub };
        http.DefaultRequestHeaders.Add("Cookie", "omnihub=" + token);
        return http;
    }

    private async Task ListenAsync(TaskCompletionSource listening, CancellationToken ct)
    {
        using var answer = await _http.GetAsync("/desk/events", HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        listening.TrySetResult();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(ct), (_, data) => JsonNode.Parse(data)!).EnumerateAsync(ct))
            Hear(item.EventType, item.Data);
        throw new InvalidOperationException("The hub ended a desk's events.");
    }

    private void Hear(string kind, JsonNode entry)
    {
        if (kind is not ("message.received" or "message.created" or "conversation.created" or "conversation.changed")) return;
        var at = DateTimeOffset.Parse((string)entry["at"]!, CultureInfo.InvariantCulture);
        _nav.Mark(at);
        _list.Mark(at);
        if ((string?)entry["conversationId"] is { } id && Guid.Parse(id) == _conversation) _open.Mark(at);
    }
}
