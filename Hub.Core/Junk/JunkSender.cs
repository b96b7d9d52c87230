namespace Hub.Core.Junk;

/// <summary>An address whose mails people have judged once and for all.</summary>
public sealed record JunkSender
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of contact point.</summary>
    public required string Kind { get; init; }

    /// <summary>The address, canonical for its kind.</summary>
    public required string Address { get; init; }

    /// <summary>One of <see cref="JunkVerdict"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Who decided it, as in the journal.</summary>
    public required string Actor { get; init; }

    /// <summary>Since when, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }
}
