using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Security;

namespace Hub.Host.Api;

/// <summary>An agent to add.</summary>
internal sealed record NewAgentBody(string User, string Name, string Role, string Password, string? Email = null)
{
    public Problem? Fault(ChannelRegistry channels) =>
        UserName.Fault(User) is { } user ? Problem.Invalid("user", user)
        : AgentChangeBody.NameFault(Name) is { } name ? Problem.Invalid("name", name)
        : AgentChangeBody.EmailFault(Email, channels) is { } email ? Problem.Invalid("email", email)
        : PasswordRules.Fault(Password, User) is { } password ? Problem.Invalid("password", password)
        : null;

    /// <summary>A password must not reach a log by being formatted.</summary>
    public override string ToString() => nameof(NewAgentBody);
}

/// <summary>What to change of an agent; what is left out stays, and an empty mail address is none.</summary>
internal sealed record AgentChangeBody(
    string? Name = null, string? Role = null, bool? Disabled = null, long? LoadLimit = null, string? Email = null, bool? MayBegin = null,
    long? InterruptLimit = null)
{
    private const int LongestName = 200;
    private const int MostLoad = 10_000;

    public Problem? Fault(ChannelRegistry channels) =>
        Name is not null && NameFault(Name) is { } name ? Problem.Invalid("name", name)
        : EmailFault(Email, channels) is { } email ? Problem.Invalid("email", email)
        : LoadLimit is < 0 or > MostLoad ? Problem.Invalid("loadLimit", $"it is 0 to {MostLoad}, in tenths of a unit")
        : InterruptLimit is < 0 or > MostLoad ? Problem.Invalid("interruptLimit", $"it is 0 to {MostLoad}, in tenths of a unit")
        : null;

    /// <summary>Why this cannot be shown as a name, or null.</summary>
    public static string? NameFault(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl)
            ? $"a name has 1 to {LongestName} characters on one line"
            : null;

    /// <summary>Why this cannot be an agent's own mail address, or null.</summary>
    public static string? EmailFault(string? email, ChannelRegistry channels) =>
        string.IsNullOrEmpty(email) ? null
        : Canonical(email) is not { } address ? "it is one mail address, as in bob@example.org"
        : channels.Owns(PointKinds.Email, address) ? "it is an address of the hub itself"
        : null;

    /// <summary>The form in which mail addresses are compared; what is empty stays so.</summary>
    public static string? Canonical(string? email) => string.IsNullOrEmpty(email) ? email : ContactAddress.Canonical(PointKinds.Email, email);
}

/// <summary>A presence to set.</summary>
internal sealed record PresenceBody(string State, string? Reason = null)
{
    private const int LongestReason = 200;

    public Problem? Fault() =>
        !Presence.All.Contains(State) ? Problem.Invalid("state", $"it is one of {string.Join(", ", Presence.All)}")
        : Reason?.Length > LongestReason ? Problem.Invalid("reason", $"it has at most {LongestReason} characters")
        : null;
}
