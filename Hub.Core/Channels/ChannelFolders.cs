namespace Hub.Core.Channels;

/// <summary>Where channels keep files.</summary>
/// <param name="dataFolder">The data folder.</param>
public sealed class ChannelFolders(string dataFolder)
{
    /// <summary>The pickup place of what a channel without a server of its own has sent.</summary>
    public string Outbox { get; } = Path.Combine(dataFolder, "outbox");
}
