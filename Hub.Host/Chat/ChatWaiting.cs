namespace Hub.Host.Chat;

/// <summary>Where a visitor stands who waits for an agent.</summary>
internal sealed record ChatWaiting
{
    /// <summary>The most who are counted.</summary>
    public const int Most = 100;

    public Guid QueueId { get; init; }

    /// <summary>1 for who has waited longest.</summary>
    public long Place { get; init; }
}
