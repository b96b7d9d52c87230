using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Hub.Tests.Events;

/// <summary>A stream of server-sent events whose data are JSON, with the framework's own parser.</summary>
public sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _answer;
    private readonly SseParser<JsonNode> _parser;
    private readonly IAsyncEnumerator<SseItem<JsonNode>> _events;

    private EventStream(HttpResponseMessage answer, Stream stream, CancellationToken ct)
    {
        _answer = answer;
        _parser = SseParser.Create(stream, (_, data) => JsonNode.Parse(data)!);
        _events = _parser.EnumerateAsync(ct).GetAsyncEnumerator(ct);
    }

    /// <summary>From where on a client that connects again goes on.</summary>
    public string LastEventId => _parser.LastEventId;

    /// <summary>Connects; the stream has begun when this completes.</summary>
    /// <param name="http">The caller.</param>
    /// <param name="url">The stream's.</param>
    /// <param name="lastEventId">What a reconnecting client has seen; null connects anew.</param>
    /// <param name="ct">Ends the stream too.</param>
    public static async Task<EventStream> OpenAsync(HttpClient http, string url, string? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventStream(answer, await answer.Content.ReadAsStreamAsync(ct), ct);
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
            // dropped by the host
            return null;
        }
    }

    /// <summary>Ends the answer and not the enumerator, which may be in the middle of a read.</summary>
    public void Dispose() => _answer.Dispose();
}
