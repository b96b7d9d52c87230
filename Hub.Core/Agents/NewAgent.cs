namespace Hub.Core.Agents;

/// <summary>An agent to add.</summary>
public sealed record NewAgent
{
    /// <summary>What the agent will sign in with.</summary>
    public required string UserName { get; init; }

    /// <summary>What others will see.</summary>
    public required string Name { get; init; }

    /// <summary>The agent's own mail address, canonical; null for none.</summary>
    public string? Email { get; init; }

    /// <summary>The role's name.</summary>
    public required string Role { get; init; }

    /// <summary>What <see cref="Security.PasswordHash.Create"/> made of the password; made before the transaction, because it is slow.</summary>
    public required string PasswordHash { get; init; }
}
