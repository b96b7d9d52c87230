using System.Globalization;
using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Desk.Security;
using Hub.Host.Security;
using Hub.Host.Web;
using Hub.Host.Web.Language;

namespace Hub.Host.Desk.Forms;

/// <summary>Signing in and out at the desk, and the choices that a browser keeps.</summary>
internal static class SignInForms
{
    private static readonly TimeSpan ChoiceKept = TimeSpan.FromDays(365);

    public static void MapSignIn(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/sign-in", Show).Open();
        desk.MapPost("/sign-in", SignIn).Open().WithMetadata(BodyLimit.Small);
        desk.MapPost("/sign-out", SignOut).RequiresSignInAtDesk().WithMetadata(BodyLimit.Small);
        desk.MapPost("/settings", Choose).Open().WithMetadata(BodyLimit.Small);
    }

    private static PageHtml Show(string? to, DeskRequests requests, HttpContext http) => Page(requests, http, new SignInModel(PageOf(to)));

    private static async Task<IResult> SignIn(DeskForm form, DeskRequests requests, FormTokens tokens, Login login, HttpContext http, CancellationToken ct)
    {
        var model = new SignInModel(PageOf(form["to"])) { User = form["user"] };
        if (!tokens.IsOfVisitor(http, form[FormTokens.Field])) return Page(requests, http, model with { Fault = SignInFault.OutOfDate }, 403);
        var (token, wait) = await login.TryAsync(form["user"] ?? "", form["password"] ?? "", ClientAddress.Of(http), ct);
        if (token is not null)
        {
            SessionCookie.Set(http, token.Text);
            return DeskAnswer.Visit(http, model.To);
        }

        if (wait == TimeSpan.Zero) return Page(requests, http, model with { Fault = SignInFault.Wrong }, 401);
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Page(requests, http, model with { Fault = SignInFault.TooMany, Seconds = seconds }, 429);
    }

    private static async Task<IResult> SignOut(Caller caller, Sessions sessions, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        // nobody must be given work who is not there
        if (caller.AgentId is { } agent && caller.Allows(Actions.OwnPresence))
            await AgentsApi.SetPresence(agent, new PresenceBody(Presence.Offline, null), caller, writes, ct);
        await sessions.CloseAsync(caller.TokenHash, ct);
        SessionCookie.Clear(http);
        return DeskAnswer.Visit(http, SignInFirst.Path);
    }

    /// <summary>Language and colours: nobody's secret, and nothing of the hub's changes by them.</summary>
    private static IResult Choose(DeskForm form, HttpContext http)
    {
        if (Languages.Find(form["language"]) is { } language) Keep(http, Languages.Cookie, language.Tag);
        if (form.Has("theme"))
        {
            if (form["theme"] is { } theme && PageContext.Themes.Contains(theme)) Keep(http, PageContext.ThemeCookie, theme);
            else http.Response.Cookies.Delete(PageContext.ThemeCookie, Options(http));
        }

        return DeskAnswer.Visit(http, PageOf(form["to"]));
    }

    private static void Keep(HttpContext http, string cookie, string value)
    {
        var options = Options(http);
        options.MaxAge = ChoiceKept;
        http.Response.Cookies.Append(cookie, value, options);
    }

    private static CookieOptions Options(HttpContext http) => SessionCookie.Options(http);

    private static PageHtml Page(DeskRequests requests, HttpContext http, SignInModel model, int status = 200) =>
        PageHtml.Of<SignInPage, SignInModel>(requests.OfVisitor(http), model, DeskHeaders.ForPage, status);

    /// <summary>A page of this desk and nothing else: a link must not lead from our sign-in to somebody else's page.</summary>
    private static string PageOf(string? to) =>
        to is not null && (to == "/desk" || to.StartsWith("/desk/", StringComparison.Ordinal) || to.StartsWith("/desk?", StringComparison.Ordinal))
        && !to.Contains('\\', StringComparison.Ordinal) && !to.Any(char.IsControl)
            ? to
            : "/desk";
}
