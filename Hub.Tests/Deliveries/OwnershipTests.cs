using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Tests.Deliveries;

public sealed class OwnershipTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_send_of_any_length_stays_with_its_living_owner()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { SendTimeout = TimeSpan.FromMinutes(5) });
        var answer = new TaskCompletionSource<DeliveryResult>();
        rig.Provider.Answer = (_, _) => answer.Task;
        var id = await rig.PlanAsync(rig.NewId());
        var parts = rig.NewParts();
        var lane = rig.NewLane(parts);
        await lane.RunOnceAsync(Ct);
        await Eventually.HoldsAsync(() => rig.Provider.Given.Count == 1, "the attempt begins", Patience, Ct);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var renewing = parts.Ownership.RunAsync(ending.Token);

        var step = Ownership.Length / 3;
        for (var gone = TimeSpan.Zero; gone < 5 * Ownership.Length; gone += step)
        {
            await rig.Time.WaitForTimerAsync(step, Ct);
            rig.Time.Advance(step);
            var until = (rig.Time.GetUtcNow() + Ownership.Length).ToUnixTimeMilliseconds();
            await Eventually.HoldsAsync(async _ => await OwnedUntilAsync(rig) == until, "it is renewed", Patience, Ct);
            await rig.NewSweep(new NodeId("other")).RunOnceAsync(Ct);
        }

        Assert.Equal(DeliveryState.Attempting, await rig.StateAsync(id));
        answer.SetResult(new DeliveryResult.Accepted(null));
        await lane.WhenIdleAsync();
        await ending.CancelAsync();
        await renewing;
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        await rig.PlanAsync(rig.NewId());
        var parts = rig.NewParts();
        parts.Ownership.Keep(Assert.Single(await parts.Work.ClaimAsync("fake", 8, Ct)));
        var step = Ownership.Length / 3;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var renewing = parts.Ownership.RunAsync(ending.Token);

        await rig.Time.WaitForTimerAsync(step, Ct);
        await rig.RenameTableAsync("deliveries", "away");
        rig.Time.Advance(step);
        // it waits again only after it failed
        await rig.Time.WaitForTimerAsync(step, Ct);
        await rig.RenameTableAsync("away", "deliveries");
        rig.Time.Advance(step);

        var until = (rig.Time.GetUtcNow() + Ownership.Length).ToUnixTimeMilliseconds();
        await Eventually.HoldsAsync(async _ => await OwnedUntilAsync(rig) == until, "it is renewed", Patience, Ct);
        await ending.CancelAsync();
        await renewing;
    }

    private static Task<long> OwnedUntilAsync(LedgerRig rig) => rig.Store.ReadAsync(
        (session, ct) => session.FirstAsync<long>("SELECT owned_until FROM deliveries", null, ct), Ct);
}
