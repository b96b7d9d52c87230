namespace Hub.Core.Subscriptions;

/// <summary>What a receiver made of an event.</summary>
public abstract record PostOutcome
{
    private PostOutcome()
    {
    }

    /// <summary>It has it.</summary>
    public sealed record Taken : PostOutcome;

    /// <summary>It wants no more events at all (410, RFC 9110 section 15.5.11).</summary>
    public sealed record Gone : PostOutcome;

    /// <summary>It does not have it, or nobody knows; it is posted again.</summary>
    /// <param name="Error">Why, in words of the hub: nothing that the receiver wrote.</param>
    /// <param name="RetryAfter">How long it asks to be left alone; null where it does not say.</param>
    public sealed record NotTaken(string Error, TimeSpan? RetryAfter = null) : PostOutcome;
}
