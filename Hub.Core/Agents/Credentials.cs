namespace Hub.Core.Agents;

/// <summary>What signing in is checked against.</summary>
public sealed class Credentials
{
    /// <summary>The agent.</summary>
    public Guid Id { get; init; }

    /// <summary>The stored form of the password.</summary>
    public string PasswordHash { get; init; } = "";
}
