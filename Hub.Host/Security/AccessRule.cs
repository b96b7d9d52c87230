namespace Hub.Host.Security;

/// <summary>What a route asks of its caller. Every route has one; one without is refused to everybody.</summary>
/// <param name="Action">The action that the caller's role must include; null: any caller that is known.</param>
/// <param name="IsOpen">Whether callers that are not known may come in.</param>
/// <param name="IsCounted">Whether a request counts in <see cref="RequestRates"/>.</param>
internal sealed record AccessRule(string? Action, bool IsOpen, bool IsCounted = true)
{
    public static AccessRule Open { get; } = new(null, IsOpen: true);

    /// <summary>Open, and answered however much else its address asks: who watches the host may share it with a flood.</summary>
    public static AccessRule Watched { get; } = new(null, IsOpen: true, IsCounted: false);

    public static AccessRule SignedIn { get; } = new(null, IsOpen: false);

    /// <summary>Whether the token may come in the cookie of the desk. Changes by such routes need the desk's form token too.</summary>
    public bool TakesCookie { get; init; }
}
