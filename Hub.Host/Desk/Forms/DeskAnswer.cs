using Hub.Host.Api;

namespace Hub.Host.Desk.Forms;

/// <summary>Answers a form with what it changed: to the script the fragments, to a browser without it the page, and to both a refusal as it is.</summary>
internal static class DeskAnswer
{
    /// <summary>The header by which the script makes itself known.</summary>
    public const string ScriptHeader = "X-Desk";

    /// <summary>The header that tells the script which page comes next.</summary>
    private const string VisitHeader = "X-Desk-Visit";

    /// <summary>What comes after a change.</summary>
    /// <param name="http">The request.</param>
    /// <param name="done">What the API's own handler made of it.</param>
    /// <param name="page">The page to show.</param>
    /// <param name="fragments">What of the page changed; null has the script load it.</param>
    public static async Task<IResult> AfterAsync(HttpContext http, IResult done, string page, Func<Task<IResult>>? fragments = null)
    {
        if (StatusOf(done) >= 400) return done;
        return IsScript(http) && fragments is not null ? await fragments() : Visit(http, page);
    }

    /// <summary>Sends the browser to a page, the script by a header of its own: it would follow a redirection without knowing.</summary>
    public static IResult Visit(HttpContext http, string page)
    {
        if (!IsScript(http)) return new SeeOther(page);
        http.Response.Headers[VisitHeader] = page;
        return TypedResults.NoContent();
    }

    private static bool IsScript(HttpContext http) => http.Request.Headers.ContainsKey(ScriptHeader);

    private static int StatusOf(IResult result) => result switch
    {
        Answer answer => answer.Status,
        Problem problem => problem.Status,
        IStatusCodeHttpResult other => other.StatusCode ?? 200,
        _ => 200,
    };

    /// <summary>RFC 9110 section 15.4.4: the browser asks for the page with GET, so that loading it again sends nothing twice.</summary>
    private sealed class SeeOther(string page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = page;
            return Task.CompletedTask;
        }
    }
}
