namespace Hub.Core.Channels;

/// <summary>A channel that may hold what it sends for others to fetch: in a pickup place, or where a system has no webhook.</summary>
public interface IOutboxChannel : IOutboundChannel
{
    /// <summary>Whether this account does; the outbox of one that passes everything on is empty.</summary>
    bool Holds { get; }

    /// <summary>A sent message in the form in which it is fetched.</summary>
    Task<OutboxItem> RenderAsync(OutboundMessage message, CancellationToken ct);
}
