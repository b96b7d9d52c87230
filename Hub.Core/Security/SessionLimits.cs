namespace Hub.Core.Security;

/// <summary>How long a sign-in lasts.</summary>
/// <param name="Absolute">After the sign-in it ends, used or not.</param>
/// <param name="Idle">Without a request for this long it ends.</param>
public sealed record SessionLimits(TimeSpan Absolute, TimeSpan Idle);
