namespace Hub.Host.Security;

/// <summary>
/// Headers that every answer has unless its route has set its own: nothing is stored, sniffed, framed or run. OWASP REST Security Cheat
/// Sheet; RFC 9111 section 5.2.2.5 (no-store).
/// </summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // at the last moment, so that an answer made anew after an error has them too
        http.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                foreach (var (name, value) in Defaults) context.Response.Headers.TryAdd(name, value);
                if (context.Request.IsHttps) context.Response.Headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
                return Task.CompletedTask;
            },
            http);
        return next(http);
    });
}
