using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Security;

/// <summary>
/// Lets a change that a browser's cookie vouches for pass only with the session's form token. What the script sends in headers may stand in
/// the form's fields as well, so that every form works without the script: the token, the idempotency key and the version seen.
/// </summary>
internal sealed class DeskForms(RequestDelegate next, FormTokens tokens)
{
    private static readonly (string Field, string Header)[] Fields = [("key", IdempotencyMiddleware.Header), ("version", "If-Match")];

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { TakesCookie: true } && IsChange(http.Request))
        {
            var form = await ReadAsync(http);
            var token = http.Request.Headers[FormTokens.Header] is [{ } header] ? header : form?[FormTokens.Field].ToString();
            if (SessionCookie.IsUsedBy(http) && !tokens.IsOf(Caller.Of(http), token))
            {
                await Problem.Of(403, "The page is out of date: load it again.").ExecuteAsync(http);
                return;
            }

            foreach (var (field, name) in Fields)
                if (form?[field] is [{ Length: > 0 } value] && !http.Request.Headers.ContainsKey(name)) http.Request.Headers[name] = value;
        }

        await next(http);
    }

    private static bool IsChange(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    /// <summary>The form, with the body left to be read again.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        http.Request.EnableBuffering();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        http.Request.Body.Position = 0;
        return form;
    }
}
