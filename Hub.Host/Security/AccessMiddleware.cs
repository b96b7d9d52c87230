using Hub.Core.Security;
using Hub.Host.Api;

namespace Hub.Host.Security;

/// <summary>Lets a request reach its route only when the route's <see cref="AccessRule"/> is met: 401 for unknown callers, 403 for others.</summary>
internal sealed class AccessMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Callers callers)
    {
        // what routing itself answers (405, 415) is no route, and neither is a path that nothing has
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<AccessRule>()
            ?? throw new InvalidOperationException($"The route {endpoint.DisplayName} does not say who may call it.");
        if (rule.IsOpen)
        {
            await next(http);
            return;
        }

        if (await callers.FindAsync(http.Request.Headers.Authorization, http.RequestAborted) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.Of(401, "Show a token of POST /api/v1/login or an API key: Authorization: Bearer TOKEN.").ExecuteAsync(http);
            return;
        }

        if (rule.Action is { } action && Authorizer.Authorize(caller.Subject, action, null) != Access.Allowed)
        {
            await Problem.Of(403, $"The role {caller.Subject.Role} does not include {action}.").ExecuteAsync(http);
            return;
        }

        http.Features.Set(caller);
        await next(http);
    }
}
