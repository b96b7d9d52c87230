namespace Hub.Core.Channels;

/// <summary>Addresses of the hub that stand in what it sends, for those who have no account here.</summary>
public interface IPublicLinks
{
    /// <summary>Where the holder of a token ends what he is sent, with one POST (RFC 8058); null where the hub has no public https address, which
    /// that takes.</summary>
    /// <param name="token">The token of a delivery (<see cref="OutboundMessage.UnsubscribeToken"/>).</param>
    Uri? Unsubscribe(string token);

    /// <summary>Where a provider calls a channel; null where the hub has no public https address and the provider is elsewhere.</summary>
    /// <param name="channel">The channel account's id.</param>
    /// <param name="path">What follows its hook, empty or with its leading slash.</param>
    /// <param name="isLocal">Whether the provider is on this machine, as a sandbox is.</param>
    Uri? Hook(string channel, string path, bool isLocal);
}
