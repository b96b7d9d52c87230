namespace Hub.Host.Security;

/// <summary>Sends a person who opens a page of the desk without being signed in to the sign-in, and from there back to the page.</summary>
internal static class SignInFirst
{
    public const string Path = "/desk/sign-in";

    /// <summary>Redirects where a browser opens a page; what only a program asks for is the caller's to refuse.</summary>
    public static bool TryRedirect(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) return false;
        http.Response.Redirect($"{Path}?to={Uri.EscapeDataString(request.Path + request.QueryString)}");
        return true;
    }
}
