namespace Hub.Core.Channels;

/// <summary>Addresses of the hub that stand in what it sends, for those who have no account here.</summary>
public interface IPublicLinks
{
    /// <summary>Where the holder of a token ends what he is sent, with one POST (RFC 8058); null where the hub has no public https address, which
    /// that takes.</summary>
    /// <param name="token">The token of a delivery (<see cref="OutboundMessage.UnsubscribeToken"/>).</param>
    Uri? Unsubscribe(string token);
}
