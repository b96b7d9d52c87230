using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Hub.Tests.Events;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>A visitor's stream.</summary>
public sealed class ChatEventClient : IDisposable
{
    private readonly EventStream _stream;

    private ChatEventClient(EventStream stream) => _stream = stream;

    public string LastEventId => _stream.LastEventId;

    /// <inheritdoc cref="EventStream.OpenAsync"/>
    public static async Task<ChatEventClient> OpenAsync(HttpClient http, string? lastEventId, CancellationToken ct) =>
        new(await EventStream.OpenAsync(http, "/chat/chat/events", lastEventId, ct));

    /// <summary>The next event, or null when the stream has ended.</summary>
    public Task<SseItem<JsonNode>?> NextAsync(CancellationToken ct) => _stream.NextAsync(ct);

    /// <summary>The text of the next event, which must be a message.</summary>
    public async Task<string> TextAsync(CancellationToken ct)
    {
        var next = await NextAsync(ct);
        Assert.NotNull(next);
        Assert.Equal("message", next.Value.EventType);
        return next.Value.Data.Text("text");
    }

    public void Dispose() => _stream.Dispose();
}
