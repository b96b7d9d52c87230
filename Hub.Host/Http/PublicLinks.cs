using Hub.Core.Channels;
using Hub.Host.Unsubscribing;
using Microsoft.Extensions.Options;

namespace Hub.Host.Http;

/// <summary>Addresses below <c>Http:PublicUrl</c>: what is listened on is no address for others.</summary>
internal sealed class PublicLinks(IOptions<HttpOptions> options) : IPublicLinks
{
    public Uri? Unsubscribe(string token) =>
        options.Value.PublicUrl is var address && address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? new Uri(address + UnsubscribeRoutes.PathOf(token))
            : null;
}
