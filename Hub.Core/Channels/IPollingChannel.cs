namespace Hub.Core.Channels;

/// <summary>A channel that fetches; runs on one node at a time, under a lease of the account's name.</summary>
public interface IPollingChannel : IChannel
{
    /// <summary>Fetches until cancelled.</summary>
    Task RunAsync(CancellationToken ct);
}
