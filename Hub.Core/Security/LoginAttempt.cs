namespace Hub.Core.Security;

/// <summary>An attempt to sign in, as <see cref="LoginThrottle"/> lets it pass or not.</summary>
public sealed class LoginAttempt
{
    /// <summary>How long to wait before another attempt is looked at; zero when this one may go on.</summary>
    public TimeSpan Wait { get; internal init; }

    /// <summary>The counters that this attempt is counted in.</summary>
    internal IReadOnlyList<string> CountedIn { get; init; } = [];

    /// <summary>The account at the address: known from now on if the attempt succeeds.</summary>
    internal string Pair { get; init; } = "";
}
