namespace Hub.Core.Contacts;

/// <summary>What to change of a contact; what is not given stays.</summary>
public sealed record ContactChange
{
    /// <summary>The name.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public Optional<string?> Language { get; init; }

    /// <summary>The organisation's name, which is added where it is not known; null for none.</summary>
    public Optional<string?> Organisation { get; init; }

    /// <summary>How much the customer goes before others, one of <see cref="CustomerTier"/>.</summary>
    public string? Tier { get; init; }

    /// <summary>The customer's own agent; null for none.</summary>
    public Optional<Guid?> DedicatedAgent { get; init; }
}
