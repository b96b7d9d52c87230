using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Deliveries;

/// <summary>Deliveries that end, or wait, without their channel's doing.</summary>
public sealed class DispatchEndTests
{
    private static readonly DeliveryResult Later = new DeliveryResult.Deferred(DeliveryClass.Transient, "HTTP 500");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_tried_until_its_time_runs_out_and_then_it_has_expired()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId(), giveUpAfter: TimeSpan.FromMinutes(5));
        rig.Provider.Answers(Later);
        var lane = rig.NewLane();
        for (var i = 0; i < 400; i++)
        {
            await rig.PumpAsync(lane);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // at once, after 5 s, 35 s and 155 s; ten minutes more would be too late
        Assert.Equal(4, rig.Provider.Given.Count);
        var row = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Expired, DeliveryClass.Transient), (row.State, row.Class));
    }

    [Fact]
    public async Task What_nobody_can_send_expires_too()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId(), channel: "removed", giveUpAfter: TimeSpan.FromMinutes(5));
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        await rig.NewSweep().RunOnceAsync(Ct);
        Assert.Equal(DeliveryState.Expired, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_message_that_is_gone_fails_its_delivery_without_an_attempt()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        rig.Content.Lose(id);
        await rig.PumpAsync();

        Assert.Empty(rig.Provider.Given);
        Assert.Equal(DeliveryState.Failed, await rig.StateAsync(id));
    }

    [Fact]
    public async Task Content_that_cannot_be_read_now_waits_and_costs_nothing()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        rig.Content.Failure = new IOException("the blob cannot be read");
        var lane = rig.NewLane();
        await lane.RunOnceAsync(Ct);
        await lane.WhenIdleAsync();
        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(id));

        rig.Content.Failure = null;
        rig.Time.Advance(TimeSpan.FromSeconds(31));
        await rig.PumpAsync(lane);

        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }
}
