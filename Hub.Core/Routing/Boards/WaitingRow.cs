namespace Hub.Core.Routing.Boards;

/// <summary>What the store says of a conversation that waits for an agent.</summary>
internal sealed record WaitingRow
{
    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required Guid ContactId { get; init; }

    public required Guid QueueId { get; init; }

    public required long Version { get; init; }

    public required long Weight { get; init; }

    public bool Interrupts { get; init; }

    public required long Priority { get; init; }

    /// <summary>Since when the customer waits, or where nobody waits was anything heard last, UTC milliseconds.</summary>
    public required long Since { get; init; }

    /// <summary>Whether it was answered, so that another message of the customer changes <see cref="Since"/>.</summary>
    public bool IsAnswered { get; init; }

    public required string Tier { get; init; }

    public string? Language { get; init; }

    public Guid? DedicatedAgent { get; init; }

    /// <summary>Who had the customer's first conversation.</summary>
    public Guid? OwnerAgent { get; init; }

    /// <summary>Who had the customer's last conversation.</summary>
    public Guid? LastAgent { get; init; }

    /// <summary>The skills that the conversation itself asks for, a JSON array; null for none.</summary>
    public string? Skills { get; init; }

    /// <summary>Who was asked in vain, and when, UTC milliseconds.</summary>
    public IReadOnlyDictionary<Guid, long> Declined { get; init; } = new Dictionary<Guid, long>();
}
