namespace Hub.Host.Demo.Stories;

/// <summary>An answer, and what comes back to it.</summary>
internal sealed record DemoTurn
{
    /// <summary>What a colleague answers; null where nobody of them does.</summary>
    public string? Answer { get; init; }

    /// <summary>What a colleague notes for the others, or null.</summary>
    public string? Note { get; init; }

    /// <summary>What the customer then writes; null where they say no more.</summary>
    public string? Reply { get; init; }

    /// <summary>Who writes it.</summary>
    public DemoReplyKind Kind { get; init; }

    /// <summary>A file that comes with the reply, or null.</summary>
    public DemoFile? File { get; init; }
}
