using Hub.Core.Configuration;

namespace Hub.Host.Http;

/// <summary>The rules of <c>Http:PublicUrl</c>. Providers sign the URL they called: one character more or less refuses every webhook.</summary>
internal static class PublicAddress
{
    public static OptionFault? Fault(HttpOptions options)
    {
        var text = options.PublicUrl;
        if (text.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return At("is not an absolute URL", "write https://HOST");
        }

        if (url.Scheme is not ("https" or "http"))
        {
            return At("has a scheme other than https", "write https://HOST");
        }

        if (text.EndsWith('/'))
        {
            return At("ends with a slash", "leave the slash out");
        }

        if (url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return At("has a query, a fragment or a user name", "write only https://HOST or https://HOST/PATH");
        }

        if (url.IdnHost is "0.0.0.0" or "::" or "*" or "+")
        {
            return At("names every interface, which nobody can call", "write the name that others reach this hub by");
        }

        return url.Scheme == "http" && !ListenAddress.IsLoopback(url.IdnHost) && !options.AllowPlain
            ? At("is plain http", "write https, or set Http:AllowPlain to true")
            : null;
    }

    private static OptionFault At(string problem, string fix) => new(nameof(HttpOptions.PublicUrl), problem, fix);
}
