namespace Hub.Host.Api;

/// <summary>How a channel account stands on this host.</summary>
internal enum ChannelStanding
{
    /// <summary>It is at work.</summary>
    Running,

    /// <summary>It should be at work and is not yet, or cannot start.</summary>
    Starting,

    /// <summary>The configuration has it switched off.</summary>
    Disabled,

    /// <summary>It is no longer configured; it has taken messages in.</summary>
    Deleted,

    /// <summary>There never was one that took anything.</summary>
    Unknown,
}
