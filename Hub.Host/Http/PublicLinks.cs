using Hub.Core.Channels;
using Hub.Host.Unsubscribing;
using Microsoft.Extensions.Options;

namespace Hub.Host.Http;

/// <summary>Addresses below <c>Http:PublicUrl</c>: what is listened on is no address for others.</summary>
internal sealed class PublicLinks(IOptions<HttpOptions> options, PublicBase publicBase) : IPublicLinks
{
    private string? Https => options.Value.PublicUrl is var address && address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? address : null;

    public Uri? Unsubscribe(string token) => Https is { } address ? new Uri(address + UnsubscribeRoutes.PathOf(token)) : null;

    public Uri? Hook(string channel, string path, bool isLocal) =>
        (Https ?? (isLocal ? publicBase.Url : null)) is { } address ? new Uri($"{address}/hooks/{channel}{path}") : null;
}
