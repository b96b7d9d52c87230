using Hub.Channels.WebChat;

namespace Hub.Host.Chat;

/// <summary>What the chat's page allows beyond the hub's usual headers, and nothing more.</summary>
internal static class ChatHeaders
{
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; " +
        "frame-ancestors 'self'";

    /// <summary>
    /// Scripts and styles of the hub itself only; in the frames of the configured origins and of nobody else. Where browsers know
    /// <c>frame-ancestors</c> they do not look at X-Frame-Options (CSP Level 3 section 6.4.2.2); where not, no other origin may frame it.
    /// </summary>
    public static void ForPage(HttpResponse response, WebChatOptions options)
    {
        response.Headers.ContentSecurityPolicy = string.Join(' ', [Page, .. options.Origins]);
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
