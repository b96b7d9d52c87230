using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Security;
using Hub.Host.Security;

namespace Hub.Host.Desk.Security;

/// <summary>
/// Proofs that a form was made by this desk for this browser (OWASP Cross-Site Request Forgery Prevention Cheat Sheet, signed token bound to
/// the session). They are derived, so no node needs to keep any and each node knows those of the others.
/// </summary>
internal sealed class FormTokens(InstallationKey key)
{
    /// <summary>The form's field.</summary>
    public const string Field = "formToken";

    /// <summary>The header in which the desk's script sends it.</summary>
    public const string Header = "X-Form-Token";

    private const int NonceBytes = 16;
    private readonly byte[] _key = key.For("antiforgery");

    /// <summary>The token for the forms of a session.</summary>
    public string Of(Caller caller) => Sign("session", Convert.ToHexString(caller.TokenHash));

    /// <summary>The token for a form before there is a session; it is bound to a cookie that this sets.</summary>
    public string OfVisitor(HttpContext http)
    {
        var nonce = http.Request.Cookies[Cookie(http)];
        if (nonce is not { Length: > 0 and <= 64 })
        {
            nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
            var options = SessionCookie.Options(http);
            options.SameSite = SameSiteMode.Strict;
            http.Response.Cookies.Append(Cookie(http), nonce, options);
        }

        return Sign("visitor", nonce);
    }

    /// <summary>Whether this is the token for the forms of a session.</summary>
    public bool IsOf(Caller caller, string? token) => AreEqual(Of(caller), token);

    /// <summary>Whether this is the token for the form that this browser was given before there was a session.</summary>
    public bool IsOfVisitor(HttpContext http, string? token) =>
        http.Request.Cookies[Cookie(http)] is { Length: > 0 and <= 64 } nonce && AreEqual(Sign("visitor", nonce), token);

    private static string Cookie(HttpContext http) => SessionCookie.Name(http, "omnihub-form", "__Host-omnihub-form");

    private static bool AreEqual(string right, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(given));

    private string Sign(string kind, string subject) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{kind}:{subject}")));
}
