using Hub.Tests.Time;

namespace Hub.Tests.Hosting;

/// <summary>A running hub whose time only a test moves.</summary>
public sealed class ManualCentre : Centre
{
    public ManualTime Time { get; } = new();

    protected override Task<HubSetup> SetupAsync() => Task.FromResult(new HubSetup { Time = Time });

    /// <summary>Waits for something. The clock moves on meanwhile, so that leases, which have run out in a leap, are taken anew.</summary>
    public Task HoldsAsync(Func<Task<bool>> condition, string what) => Eventually.HoldsAsync(
        async _ =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            return await condition();
        },
        what, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
}
