namespace Hub.Host.Bench;

/// <summary>What a scenario may be told.</summary>
internal static class BenchOptions
{
    /// <summary>Messages measured.</summary>
    public const string Messages = "--messages";

    /// <summary>Concurrent senders.</summary>
    public const string Producers = "--producers";

    /// <summary>Messages held beforehand.</summary>
    public const string Held = "--held";

    /// <summary>A PostgreSQL connection string.</summary>
    public const string Store = "--store";

    /// <summary>Visitors of the web chat.</summary>
    public const string Visitors = "--visitors";

    /// <summary>Desks of agents.</summary>
    public const string Desks = "--desks";

    /// <summary>Messages a second.</summary>
    public const string Rate = "--rate";

    /// <summary>Seconds that are measured.</summary>
    public const string Seconds = "--seconds";

    /// <summary>What chance begins with.</summary>
    public const string Seed = "--seed";

    /// <summary>Every one.</summary>
    public static string[] All { get; } = [Messages, Producers, Held, Store, Visitors, Desks, Rate, Seconds, Seed];
}
