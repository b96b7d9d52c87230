using Hub.Core.Security;
using Microsoft.Extensions.Primitives;

namespace Hub.Host.Security;

/// <summary>Finds out who calls from the <c>Authorization</c> header, anew at every request: what was revoked is refused at once.</summary>
internal sealed class Callers(Sessions sessions, ApiKeys keys)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 128;

    /// <summary>The caller, or null where no valid token is shown. A token anywhere else, as in the query, is none.</summary>
    public async Task<Caller?> FindAsync(StringValues authorization, CancellationToken ct)
    {
        if (TokenIn(authorization) is not { } token) return null;
        var hash = Token.HashOf(token);
        var subject = token.StartsWith(Token.KeyPrefix, StringComparison.Ordinal)
            ? await keys.FindAsync(hash, ct)
            : await sessions.FindAsync(hash, ct);
        return subject is null ? null : new Caller(subject, hash);
    }

    /// <summary>The caller of a request that is still being answered, with the rights of now; null where the token has ended meanwhile.</summary>
    public async Task<Caller?> AgainAsync(Caller caller, CancellationToken ct)
    {
        var subject = caller.Subject.IsAgent
            ? await sessions.LookAsync(caller.TokenHash, ct)
            : await keys.FindAsync(caller.TokenHash, ct);
        return subject is null ? null : caller with { Subject = subject };
    }

    private static string? TokenIn(StringValues authorization) =>
        authorization is [{ Length: <= LongestToken } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
}
