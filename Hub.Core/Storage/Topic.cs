namespace Hub.Core.Storage;

/// <summary>What a commit may have brought news of; whoever waits for it looks again.</summary>
public enum Topic
{
    /// <summary>Journal entries were written.</summary>
    Journal,

    /// <summary>A delivery became due or changed.</summary>
    Deliveries,

    /// <summary>A timer was set or moved.</summary>
    Timers,
}
