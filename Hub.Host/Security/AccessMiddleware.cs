using System.Globalization;
using Hub.Core.Security;
using Hub.Host.Api;

namespace Hub.Host.Security;

/// <summary>
/// Lets a request reach its route only when the route's <see cref="AccessRule"/> is met: 401 for unknown callers, 403 for others, 429 for those
/// who ask too often.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, Callers callers, RequestRates rates)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var rule = RuleOf(http.GetEndpoint());
        var shown = rule.TakesCookie ? SessionCookie.AuthorizationOf(http) : http.Request.Headers.Authorization;
        var caller = rule.IsOpen ? null : await callers.FindAsync(shown, http.RequestAborted);
        if (Refusal(http, rule, caller) is { } refusal)
        {
            if (rule.TakesCookie && caller is null && SignInFirst.TryRedirect(http)) return;
            await refusal.ExecuteAsync(http);
            return;
        }

        if (caller is not null) http.Features.Set(caller);
        await next(http);
    }

    /// <summary>What routing itself answers (405, 415) is no route, and neither is a path that nothing has: both hold nothing to keep from anybody.</summary>
    private static AccessRule RuleOf(Endpoint? endpoint) => endpoint is not RouteEndpoint route
        ? AccessRule.Open
        : route.Metadata.GetMetadata<AccessRule>()
            ?? throw new InvalidOperationException($"The route {route.DisplayName} does not say who may call it.");

    private Problem? Refusal(HttpContext http, AccessRule rule, Caller? caller)
    {
        if (rule.IsCounted && rates.Count(caller?.Actor ?? ClientAddress.Of(http)) is { Ticks: > 0 } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(429, "Too many requests; wait as long as Retry-After says.");
        }

        if (rule.IsOpen) return null;
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Of(401, "Show a token of POST /api/v1/login or an API key: Authorization: Bearer TOKEN.");
        }

        return rule.Action is { } action && Authorizer.Authorize(caller.Subject, action, null) != Access.Allowed
            ? Problem.Of(403, $"The role {caller.Subject.Role} does not include {action}.")
            : null;
    }
}
