using System.Net;
using Hub.Host.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace Hub.Host.Hosting;

/// <summary>Whose word about the caller's address and scheme is taken: that of <c>Http:TrustedProxies</c>, and nobody's else.</summary>
internal static class TrustedProxies
{
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, HttpOptions options)
    {
        if (options.TrustedProxies.Count == 0) return app;
        // no limit of hops: the last address that none of ours vouches for counts
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        // the framework trusts the whole loopback network unless told otherwise
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        return app.UseForwardedHeaders(forwarded);
    }
}
