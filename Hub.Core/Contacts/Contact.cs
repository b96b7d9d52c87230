namespace Hub.Core.Contacts;

/// <summary>A person who writes to us, or to whom we write.</summary>
public sealed record Contact
{
    /// <summary>The contact's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name, as far as known.</summary>
    public string? Name { get; init; }

    /// <summary>The organisation that the contact belongs to.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The organisation's name.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>The language that the contact prefers, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>How much the customer goes before others, one of <see cref="CustomerTier"/>.</summary>
    public string Tier { get; init; } = CustomerTier.Uniform;

    /// <summary>The customer's own agent, or null.</summary>
    public Guid? DedicatedAgentId { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>When the contact was first heard of, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }
}
