using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>What an attempt led to, as the ledger takes it.</summary>
internal sealed record Outcome(DeliveryState State)
{
    public DeliveryClass? Class { get; init; }

    public string? Detail { get; init; }

    public string? ProviderId { get; init; }

    /// <summary>Whom it shows to be dead or unwilling, or null.</summary>
    public NewSuppression? Dead { get; init; }

    /// <summary>Whose failure, which may pass, is to be counted, or null.</summary>
    public SoftBounce? Soft { get; init; }

    /// <summary>When to try again, for <see cref="DeliveryState.Planned"/>.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Whether the retry schedule counts the attempt.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>The hub itself does not send it.</summary>
    public static Outcome Suppressed(string why) => new(DeliveryState.Failed) { Class = DeliveryClass.Suppressed, Detail = why };

    /// <summary>What the channel's answer means for the delivery. Pure.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="repeats">Whether the receiver drops repetitions, so that an unknown outcome is tried again.</param>
    /// <param name="attempts">Attempts that count, this one included.</param>
    /// <param name="left">For how much longer the delivery is worth trying.</param>
    /// <param name="jitter">Chance, from 0 to below 1.</param>
    public static Outcome Of(DeliveryResult result, bool repeats, int attempts, TimeSpan left, double jitter)
    {
        switch (result)
        {
            case DeliveryResult.Accepted accepted:
                return new(DeliveryState.Accepted) { ProviderId = accepted.ProviderId };
            case DeliveryResult.Rejected rejected:
                return new(DeliveryState.Failed) { Class = rejected.Class, Detail = rejected.Detail };
            case DeliveryResult.Deferred deferred:
                var wait = RetrySchedule.Next(deferred.Class, attempts, left, deferred.RetryAfter, jitter);
                return new(wait is null ? DeliveryState.Expired : DeliveryState.Planned)
                {
                    Class = deferred.Class,
                    Detail = deferred.Detail,
                    // here the lane waits by itself, and once the configuration is repaired nothing need wait any longer
                    Wait = deferred.Class == DeliveryClass.Configuration ? TimeSpan.Zero : wait ?? TimeSpan.Zero,
                    Counts = RetrySchedule.PauseOf(deferred.Class, deferred.RetryAfter) is null,
                };
            case DeliveryResult.Unknown unknown:
                var again = repeats ? RetrySchedule.Next(DeliveryClass.Ambiguous, attempts, left, null, jitter) : null;
                return new(again is null ? DeliveryState.Unknown : DeliveryState.Planned)
                {
                    Class = DeliveryClass.Ambiguous,
                    Detail = unknown.Detail,
                    Wait = again ?? TimeSpan.Zero,
                };
            default:
                throw new ArgumentException($"A result of the kind {result.GetType().Name} is not foreseen.", nameof(result));
        }
    }
}
