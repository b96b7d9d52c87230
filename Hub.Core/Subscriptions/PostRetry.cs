namespace Hub.Core.Subscriptions;

/// <summary>When an event that its receiver did not take is posted again: after 10 s, then twice as long each time up to an hour, for 3 days.</summary>
public static class PostRetry
{
    /// <summary>How long an event is tried.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(3);

    /// <summary>The shortest pause.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The pause before the next attempt.</summary>
    /// <param name="attempts">How often it was tried before this failure.</param>
    /// <param name="asked">What the receiver asked for (Retry-After, RFC 9110 section 10.2.3); it makes the pause longer, up to an hour, never shorter.</param>
    public static TimeSpan After(long attempts, TimeSpan? asked)
    {
        // 2^9 times 10 s is more than an hour
        var usual = First * (1 << (int)Math.Min(attempts, 9));
        var pause = asked > usual ? asked.Value : usual;
        return pause < Longest ? pause : Longest;
    }
}
