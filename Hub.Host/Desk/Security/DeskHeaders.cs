namespace Hub.Host.Desk.Security;

/// <summary>What the desk's answers allow beyond the hub's usual headers, and nothing more.</summary>
internal static class DeskHeaders
{
    /// <summary>Scripts, styles and data of the hub itself only; nothing inline, nothing from elsewhere; in nobody's frame.</summary>
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// A customer's mail: no script, no form, pictures of the hub's own only, no way to the page around. Its origin is the desk's only so that the desk can
    /// measure its height; without scripts it cannot make use of that. Links open in a window of their own.
    /// </summary>
    private const string Mail =
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; " +
        "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>For a page. Its own address goes along within the desk, because browsers prove a form's origin only then.</summary>
    public static void ForPage(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Page;
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>For the body of a mail in its frame.</summary>
    public static void ForMail(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Mail;
        response.Headers.XFrameOptions = "SAMEORIGIN";
    }
}
