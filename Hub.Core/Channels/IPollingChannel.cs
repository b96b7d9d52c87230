namespace Hub.Core.Channels;

/// <summary>A channel that fetches; runs on one node at a time, under a lease of the account's name.</summary>
public interface IPollingChannel : IChannel
{
    /// <summary>Whether this account does; one that is only given what arrives needs no lease.</summary>
    bool Polls => true;

    /// <summary>Fetches until cancelled.</summary>
    Task RunAsync(CancellationToken ct);
}
