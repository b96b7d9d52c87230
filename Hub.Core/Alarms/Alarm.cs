namespace Hub.Core.Alarms;

/// <summary>Something that a human should look at.</summary>
public sealed record Alarm
{
    /// <summary>The alarm's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is wrong, one of <see cref="AlarmKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>With what: a name or an id.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wrong and what to do, in a sentence, as of the last time.</summary>
    public required string Text { get; init; }

    /// <summary>When it was raised first, UTC milliseconds.</summary>
    public required long RaisedAt { get; init; }

    /// <summary>When it was raised last, UTC milliseconds.</summary>
    public required long LastAt { get; init; }

    /// <summary>How often it was raised while it stood.</summary>
    public required long Times { get; init; }

    /// <summary>When it was cleared, UTC milliseconds; null while it stands.</summary>
    public long? ClearedAt { get; init; }
}
