using Hub.Core.Journal;

namespace Hub.Core.Subscriptions;

/// <summary>What became of a wish about a subscription.</summary>
public abstract record SubscriptionResult
{
    private SubscriptionResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Subscription">As it is now, or was.</param>
    public sealed record Done(EventSubscription Subscription) : SubscriptionResult;

    /// <summary>There is no such subscription.</summary>
    public sealed record NotFound : SubscriptionResult;

    /// <summary>It was changed since the caller read it.</summary>
    /// <param name="Subscription">As it is now.</param>
    public sealed record VersionDiffers(EventSubscription Subscription) : SubscriptionResult;

    /// <summary>There are as many as there may be.</summary>
    public sealed record Full : SubscriptionResult;

    /// <summary>The journal does not hold what was asked for.</summary>
    /// <param name="Range">What it holds.</param>
    public sealed record NotKept(JournalRange Range) : SubscriptionResult;
}
