namespace Hub.Host.Security;

/// <summary>How a route says who may call it.</summary>
internal static class AccessExtensions
{
    /// <summary>Only callers whose role includes the action, such as <c>conversations.read</c>.</summary>
    public static T Requires<T>(this T route, string action)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AccessRule(action, IsOpen: false));

    /// <summary>As <see cref="Requires{T}"/>, for the desk: the token may come in its cookie.</summary>
    public static T RequiresAtDesk<T>(this T route, string action)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AccessRule(action, IsOpen: false) { TakesCookie = true });

    /// <summary>Every agent who is signed in at the desk, whatever the role.</summary>
    public static T RequiresSignInAtDesk<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(AccessRule.SignedIn with { TakesCookie = true });

    /// <summary>Every known caller, whatever the role.</summary>
    public static T RequiresSignIn<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(AccessRule.SignedIn);

    /// <summary>Everybody.</summary>
    public static T Open<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(AccessRule.Open);

    /// <summary>Everybody, as often as they like.</summary>
    public static T OpenToWatchers<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(AccessRule.Watched);
}
