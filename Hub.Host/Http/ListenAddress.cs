using System.Net;
using Hub.Core.Configuration;
using Hub.Core.Security.Certificates;

namespace Hub.Host.Http;

/// <summary>The rules of <c>Http:Url</c>.</summary>
internal static class ListenAddress
{
    public static OptionFault? Fault(HttpOptions options)
    {
        // a star for every interface is the web server's notation, which no URI may hold
        var text = options.Url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return At(nameof(HttpOptions.Url), "is not an address to listen on", "write one like http://127.0.0.1:8080 or https://*:8443");
        }

        if (url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return At(nameof(HttpOptions.Url), "has more than scheme, host and port", "end it after the port; a path belongs in PublicUrl");
        }

        if (url.IdnHost == "localhost" && url.Port == 0)
        {
            return At(nameof(HttpOptions.Url), "asks for a free port on localhost, which stands for two addresses", "write 127.0.0.1 or [::1]");
        }

        return url.Scheme == "https" ? CertificateFault(options.Certificate) : PlainFault(options);
    }

    /// <summary>Whether only this machine reaches the host. The web server listens on every interface for any name but localhost.</summary>
    public static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // the host as the web server reads it: Uri turns "loopback" into localhost, for which the web server would listen everywhere
    private static OptionFault? PlainFault(HttpOptions options) => IsLoopback(BindingAddress.Parse(options.Url).Host) || options.AllowPlain
        ? null
        : At(nameof(HttpOptions.Url), "listens for other machines without TLS",
            "use https with Http:Certificate, or listen on 127.0.0.1 behind a TLS proxy, or set Http:AllowPlain to true");

    private static OptionFault? CertificateFault(CertificateOptions certificate) => certificate.File.Length > 0
        ? certificate.FileFault(nameof(HttpOptions.Certificate))
        : At($"{nameof(HttpOptions.Certificate)}:{nameof(CertificateOptions.File)}", "is empty although Http:Url is https",
            "name the PEM or PFX file of the certificate");

    private static OptionFault At(string key, string problem, string fix) => new(key, problem, fix);
}
