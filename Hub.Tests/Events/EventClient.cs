using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Tests.Events;

/// <summary>A client of /events.</summary>
public sealed class EventClient : IDisposable
{
    private readonly EventStream _stream;

    private EventClient(EventStream stream) => _stream = stream;

    public string LastEventId => _stream.LastEventId;

    /// <inheritdoc cref="EventStream.OpenAsync"/>
    public static async Task<EventClient> OpenAsync(HttpClient http, long? lastEventId, CancellationToken ct) =>
        new(await EventStream.OpenAsync(http, "/api/v1/events", lastEventId?.ToString(CultureInfo.InvariantCulture), ct));

    /// <summary>The next event's data; null when the stream has ended.</summary>
    public async Task<JsonNode?> NextAsync(CancellationToken ct)
    {
        if (await _stream.NextAsync(ct) is not { } item) return null;
        Assert.Equal(LastEventId, item.Data["seq"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(item.EventType, item.Data["kind"]!.GetValue<string>());
        return item.Data;
    }

    public void Dispose() => _stream.Dispose();
}
