using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>
/// When an attempt that the provider has not taken is repeated. Pure. The steps are 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h and then
/// 6 h, each longer by up to a fifth, so that what failed together does not come back together.
/// </summary>
public static class RetrySchedule
{
    private const double Spread = 0.2;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    // a provider's wish is heeded so far and no further: a slip of its clock must not silence a channel
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QuotaWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan ConfigurationWait = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait for the next attempt, or null to give up.</summary>
    /// <param name="error">Why the last one was not taken.</param>
    /// <param name="attempts">Attempts that count, the last included, from 1.</param>
    /// <param name="left">For how much longer the delivery is worth trying.</param>
    /// <param name="retryAfter">What the provider asks for.</param>
    /// <param name="jitter">Chance, from 0 to below 1.</param>
    public static TimeSpan? Next(DeliveryClass error, int attempts, TimeSpan left, TimeSpan? retryAfter, double jitter)
    {
        var wish = retryAfter is { } asked ? Clamp(asked) : TimeSpan.Zero;
        var wait = PauseOf(error, retryAfter) ?? Max(Step(attempts) * (1 + (Spread * jitter)), wish);
        return wait < left ? wait : null;
    }

    /// <summary>
    /// How long the whole lane waits after this error, or null where it concerns the one delivery only. An attempt that pauses its lane
    /// is not counted.
    /// </summary>
    public static TimeSpan? PauseOf(DeliveryClass error, TimeSpan? retryAfter) => error switch
    {
        DeliveryClass.Throttled => retryAfter is { } asked ? Clamp(asked) : ThrottledWait,
        DeliveryClass.Quota => retryAfter is { } asked ? Clamp(asked) : QuotaWait,
        DeliveryClass.Configuration => ConfigurationWait,
        _ => null,
    };

    private static TimeSpan Step(int attempts) => Steps[Math.Clamp(attempts - 1, 0, Steps.Length - 1)];

    private static TimeSpan Clamp(TimeSpan wish) => wish < TimeSpan.Zero ? TimeSpan.Zero : wish > LongestWish ? LongestWish : wish;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
