using System.ComponentModel.DataAnnotations;
using System.Net;
using Hub.Core.Configuration;
using Hub.Core.Security.Certificates;

namespace Hub.Host.Http;

/// <summary>The listener that serves the API and the pages. A change takes effect at the next start.</summary>
public sealed class HttpOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string Section = "Http";

    /// <summary>The address listened on: http or https, an IP address, <c>localhost</c> or <c>*</c>, and a port (0 picks a free one). Default
    /// <c>http://127.0.0.1:8080</c>.</summary>
    [Required]
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Whether plain http may be listened on for other machines, or be the scheme of <see cref="PublicUrl"/>. Default false.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>Whether <c>/metrics</c> and <c>/openapi/v1.json</c> need no token. Default false.</summary>
    public bool OpenDocs { get; init; }

    /// <summary>The address at which customers' browsers and providers reach this hub, without a slash at the end: what signatures of
    /// webhooks are computed over. Default empty: the address listened on.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: IP addresses or networks (10.0.0.0/8). Default
    /// none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The largest body of a request, attachments included. Unit bytes, default 26214400 (25 MiB), range 65536 to
    /// 1073741824.</summary>
    [Range(65_536, 1_073_741_824)]
    public long MaxBodyBytes { get; init; } = 26_214_400;

    /// <summary>The streams of /events that one user or API key may have open on this host at the same time. Default 50, range 1 to
    /// 10000.</summary>
    [Range(1, 10_000)]
    public int MaxEventStreams { get; init; } = 50;

    /// <summary>The requests that one user or API key, or one address without either, may make on this host; twice as many at a time. More
    /// are answered 429. Unit requests per second, default 1000, range 0 (no limit) to 100000.</summary>
    [Range(0, 100_000)]
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>The certificate of an https <see cref="Url"/>.</summary>
    public CertificateOptions Certificate { get; init; } = new();

    public IEnumerable<OptionFault> Faults()
    {
        IEnumerable<OptionFault?> faults = [ListenAddress.Fault(this), PublicAddress.Fault(this), .. TrustedProxies.Select(ProxyFault)];
        return faults.OfType<OptionFault>();
    }

    private static OptionFault? ProxyFault(string proxy, int index) =>
        IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _)
            ? null
            : new($"{nameof(TrustedProxies)}:{index}", "is neither an IP address nor a network", "write one like 10.0.0.7 or 10.0.0.0/8");
}
