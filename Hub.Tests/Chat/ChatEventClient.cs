using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Hub.Tests.Events;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>A visitor's stream.</summary>
public sealed class ChatEventClient : IDisposable
{
    private const string Waiting = "waiting";

    private readonly EventStream _stream;

    private ChatEventClient(EventStream stream) => _stream = stream;

    public string LastEventId => _stream.LastEventId;

    /// <inheritdoc cref="EventStream.OpenAsync"/>
    public static async Task<ChatEventClient> OpenAsync(HttpClient http, string? lastEventId, CancellationToken ct) =>
        new(await EventStream.OpenAsync(http, "/chat/chat/events", lastEventId, ct));

    /// <summary>The next event that is not about waiting, or null when the stream has ended.</summary>
    public async Task<SseItem<JsonNode>?> NextAsync(CancellationToken ct)
    {
        while (await _stream.NextAsync(ct) is { } next)
            if (next.EventType != Waiting) return next;
        return null;
    }

    /// <summary>Where the visitor stands, as soon as it is as wanted.</summary>
    public async Task WaitingAsync(Func<long?, long?, bool> isWanted, CancellationToken ct)
    {
        while (await _stream.NextAsync(ct) is { } next)
            if (next.EventType == Waiting && isWanted(next.Data["place"]?.GetValue<long>(), next.Data["minutes"]?.GetValue<long>())) return;
        Assert.Fail("The stream ended before.");
    }

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
