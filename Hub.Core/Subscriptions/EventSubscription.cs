namespace Hub.Core.Subscriptions;

/// <summary>A system outside that is told what happens, each entry of the journal that it asks for by a signed post.</summary>
public sealed record EventSubscription
{
    /// <summary>The most subscriptions there may be.</summary>
    public const int Most = 50;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>The longest address, in characters.</summary>
    public const int LongestUrl = 2000;

    /// <summary>How long an event that its receiver never took can be posted again.</summary>
    public static readonly TimeSpan FailuresKept = TimeSpan.FromDays(30);

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where events are posted.</summary>
    public required string Url { get; init; }

    /// <summary>What is posted, as <see cref="EventKinds"/> reads it; empty for everything.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Whether anything is posted; what happens meanwhile is posted later.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The journal number up to which everything was taken or given up, or waits for a post.</summary>
    public required long Position { get; init; }

    /// <summary>Counts the secrets it has had.</summary>
    public required long SecretVersion { get; init; }

    /// <summary>Since when the secret is valid, UTC milliseconds.</summary>
    public required long SecretAt { get; init; }

    /// <summary>Since when something waits that the receiver did not take, UTC milliseconds; null where all is well.</summary>
    public long? FailingSince { get; init; }

    /// <summary>Why the receiver did not take what it was posted last; null where all is well.</summary>
    public string? LastError { get; init; }

    /// <summary>Counts what people changed.</summary>
    public required long Version { get; init; }

    /// <summary>When it was added, UTC milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Who added it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was changed last, UTC milliseconds.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string ChangedBy { get; init; }
}
