using System.Globalization;
using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Signing in and out.</summary>
internal static class LoginApi
{
    public static void MapLogin(IEndpointRouteBuilder api)
    {
        api.MapPost("/login", SignIn).Open().WithMetadata(CarriesPassword.Instance, BodyLimit.Small).Produces<LoginView>()
            .WithSummary("Signs in; the token goes into Authorization: Bearer");
        api.MapPost("/logout", SignOut).RequiresSignIn().WithSummary("Ends the session of the token shown");
        api.MapGet("/me", Me).RequiresSignIn().WithSummary("Who the token shown belongs to, and what they may do");
    }

    private static async Task<IResult> SignIn(LoginBody body, Login login, HttpContext http, CancellationToken ct)
    {
        var (token, wait) = await login.TryAsync(body.User, body.Password, ClientAddress.Of(http), ct);
        if (token is not null) return TypedResults.Ok(new LoginView(token.Text));
        if (wait == TimeSpan.Zero) return Problem.Of(401, "The user name or the password is wrong.");
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(429, "Too many failed sign-ins; wait as long as Retry-After says.");
    }

    private static async Task<IResult> SignOut(Caller caller, Sessions sessions, CancellationToken ct)
    {
        if (caller.AgentId is null) return Problem.Of(409, "An API key has no session; it is ended by the command: key revoke NAME.");
        await sessions.CloseAsync(caller.TokenHash, ct);
        return TypedResults.NoContent();
    }

    private static async Task<MeView> Me(Caller caller, Store store, CancellationToken ct)
    {
        var agent = caller.AgentId is { } id ? await store.ReadAsync((db, read) => AgentStore.FindAsync(db, id, read), ct) : null;
        return new MeView(
            caller.Actor, agent is null ? null : AgentView.Of(agent), caller.Subject.Role, [.. caller.Subject.Permissions.Granted]);
    }
}

/// <summary>Name and password.</summary>
internal sealed record LoginBody(string User, string Password)
{
    /// <summary>A password must not reach a log by being formatted.</summary>
    public override string ToString() => nameof(LoginBody);
}

/// <summary>The token of a new session.</summary>
internal sealed record LoginView(string Token)
{
    /// <summary>A token must not reach a log by being formatted.</summary>
    public override string ToString() => nameof(LoginView);
}

/// <summary>Who calls.</summary>
internal sealed record MeView(string Actor, AgentView? Agent, string Role, IReadOnlyList<string> Permissions);
