namespace Hub.Host.Security;

/// <summary>What a route asks of its caller. Every route has one; one without is refused to everybody.</summary>
/// <param name="Action">The action that the caller's role must include; null: any caller that is known.</param>
/// <param name="IsOpen">Whether callers that are not known may come in.</param>
internal sealed record AccessRule(string? Action, bool IsOpen)
{
    public static AccessRule Open { get; } = new(null, IsOpen: true);

    public static AccessRule SignedIn { get; } = new(null, IsOpen: false);
}
