using Hub.Core.Deliveries;

namespace Hub.Tests.Deliveries;

/// <summary>Attempts of tests that are not about what may leave.</summary>
internal static class UnguardedWork
{
    public static Task<bool> BeginAsync(this DeliveryWork work, ClaimedDelivery claimed, CancellationToken ct) =>
        work.BeginAsync(claimed, (_, _) => Task.FromResult<Outcome?>(null), ct);

    public static Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(this DeliveryWork work, string channel, int most, CancellationToken ct) =>
        work.ClaimAsync(channel, most, int.MaxValue, ct);
}
