using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>A visitor's stream, with the framework's own parser.</summary>
public sealed class ChatEventClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _answer;
    private readonly SseParser<JsonNode> _parser;
    private readonly IAsyncEnumerator<SseItem<JsonNode>> _events;

    private ChatEventClient(HttpResponseMessage answer, Stream stream, CancellationToken ct)
    {
        _answer = answer;
        _parser = SseParser.Create(stream, (_, data) => JsonNode.Parse(data)!);
        _events = _parser.EnumerateAsync(ct).GetAsyncEnumerator(ct);
    }

    /// <summary>The number from which on the stream goes on.</summary>
    public string LastEventId => _parser.LastEventId;

    public static async Task<ChatEventClient> OpenAsync(HttpClient http, string? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/chat/events");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new ChatEventClient(answer, await answer.Content.ReadAsStreamAsync(ct), ct);
    }

    /// <summary>The next event, or null when the stream has ended.</summary>
    public async Task<SseItem<JsonNode>?> NextAsync(CancellationToken ct)
    {
        try
        {
            return await _events.MoveNextAsync().AsTask().WaitAsync(Patience, TimeProvider.System, ct) ? _events.Current : null;
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // the host has gone
            return null;
        }
    }

    /// <summary>The text of the next event, which must be a message.</summary>
    public async Task<string> TextAsync(CancellationToken ct)
    {
        var next = await NextAsync(ct);
        Assert.NotNull(next);
        Assert.Equal("message", next.Value.EventType);
        return next.Value.Data.Text("text");
    }

    public void Dispose() => _answer.Dispose();
}
