using Microsoft.Extensions.Primitives;

namespace Hub.Host.Security;

/// <summary>
/// The cookie in which a browser at the desk carries its session's token. Over TLS its name binds it to this host (RFC 6265bis section
/// 4.1.3.2), so that no neighbour domain can plant one.
/// </summary>
internal static class SessionCookie
{
    private const string Plain = "omnihub";
    private const string Bound = "__Host-omnihub";

    /// <summary>What the request shows of itself: its <c>Authorization</c> header, or where it has none, the cookie's token as if it were one.</summary>
    public static StringValues AuthorizationOf(HttpContext http) =>
        IsUsedBy(http) ? $"Bearer {http.Request.Cookies[Name(http, Plain, Bound)]}" : http.Request.Headers.Authorization;

    /// <summary>Whether the cookie is what the request shows; only then could another site have caused it.</summary>
    public static bool IsUsedBy(HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0 && http.Request.Cookies.ContainsKey(Name(http, Plain, Bound));

    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(Name(http, Plain, Bound), token, Options(http));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http, Plain, Bound), Options(http));

    /// <summary>The name of a cookie on this connection.</summary>
    public static string Name(HttpContext http, string plain, string bound) => http.Request.IsHttps ? bound : plain;

    /// <summary>Not for scripts, not for other sites, gone with the browser. Lax, so that a link in a mail opens the desk signed in.</summary>
    public static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", IsEssential = true,
    };
}
