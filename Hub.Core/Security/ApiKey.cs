namespace Hub.Core.Security;

/// <summary>A system's key, without its secret.</summary>
public sealed class ApiKey
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The system it was made for.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its role.</summary>
    public string Role { get; init; } = "";

    /// <summary>How its secret begins.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>When it was made, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was revoked, UTC milliseconds; null while it holds.</summary>
    public long? RevokedAt { get; init; }
}
