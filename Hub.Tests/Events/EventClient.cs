using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Hub.Tests.Events;

/// <summary>A client of /events, with the framework's own parser.</summary>
public sealed class EventClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _answer;
    private readonly SseParser<JsonNode> _parser;
    private readonly IAsyncEnumerator<SseItem<JsonNode>> _events;

    private EventClient(HttpResponseMessage answer, Stream stream, CancellationToken ct)
    {
        _answer = answer;
        _parser = SseParser.Create(stream, (_, data) => JsonNode.Parse(data)!);
        _events = _parser.EnumerateAsync(ct).GetAsyncEnumerator(ct);
    }

    public string LastEventId => _parser.LastEventId;

    /// <summary>Connects; the stream has begun when this completes.</summary>
    /// <param name="http">The caller.</param>
    /// <param name="lastEventId">What a reconnecting client has seen; null connects anew.</param>
    /// <param name="ct">Ends the stream too.</param>
    public static async Task<EventClient> OpenAsync(HttpClient http, long? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (lastEventId is { } seen) request.Headers.Add("Last-Event-ID", seen.ToString(CultureInfo.InvariantCulture));
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventClient(answer, await answer.Content.ReadAsStreamAsync(ct), ct);
    }

    /// <summary>The next event's data; null when the stream has ended.</summary>
    public async Task<JsonNode?> NextAsync(CancellationToken ct)
    {
        try
        {
            if (!await _events.MoveNextAsync().AsTask().WaitAsync(Patience, TimeProvider.System, ct)) return null;
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // dropped by the host
            return null;
        }

        var item = _events.Current;
        Assert.Equal(_parser.LastEventId, item.Data["seq"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(item.EventType, item.Data["kind"]!.GetValue<string>());
        return item.Data;
    }

    public ValueTask DisposeAsync()
    {
        // before the enumerator, which may be in the middle of a read
        _answer.Dispose();
        return ValueTask.CompletedTask;
    }
}
