using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Deliveries;

public sealed class DeliveryLedgerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_planned_for_later_is_scheduled_and_what_is_not_is_planned()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var now = await rig.PlanAsync(rig.NewId());
        var past = await rig.PlanAsync(rig.NewId(), TimeSpan.FromMinutes(-5));
        var later = await rig.PlanAsync(rig.NewId(), TimeSpan.FromMinutes(5));

        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(now));
        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(past));
        Assert.Equal(DeliveryState.Scheduled, await rig.StateAsync(later));
        var row = await rig.FindAsync(later);
        Assert.Equal(row.CreatedAt + 300_000, row.NextAt);
        Assert.Equal(row.NextAt + (long)TimeSpan.FromDays(3).TotalMilliseconds, row.ExpiresAt);
    }

    [Fact]
    public async Task A_plan_leaves_the_journal_to_its_message_and_every_later_change_is_told()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        Assert.Empty(await rig.JournalAsync());

        await rig.PumpAsync();

        Assert.Equal(
            ["""{"state":"leased"}""", """{"state":"attempting"}""", """{"state":"accepted"}"""], await rig.JournalAsync());
        Assert.Equal(
            [DeliveryState.Planned, DeliveryState.Leased, DeliveryState.Attempting, DeliveryState.Accepted], await rig.LifeAsync(id));
        Assert.Equal("p-" + id, (await rig.FindAsync(id)).ProviderId);
    }

    [Fact]
    public async Task What_has_not_begun_can_be_cancelled_once_and_is_not_sent()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());

        Assert.True(await rig.CancelAsync(id));
        Assert.False(await rig.CancelAsync(id));
        await rig.PumpAsync();

        Assert.Empty(rig.Provider.Given);
        Assert.Equal(DeliveryState.Cancelled, await rig.StateAsync(id));
    }

    [Fact]
    public async Task What_was_sent_cannot_be_cancelled()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();

        Assert.False(await rig.CancelAsync(id));
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Failed)]
    public async Task A_human_settles_an_unknown_delivery_and_nothing_else(DeliveryState word)
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        var id = await rig.PlanAsync(rig.NewId());
        Assert.False(await rig.SettleAsync(id, word));
        await rig.PumpAsync();

        Assert.True(await rig.SettleAsync(id, word));
        Assert.False(await rig.SettleAsync(id, word));
        Assert.Equal(word, await rig.StateAsync(id));
        Assert.Equal("agent:1", (await rig.Ledger.LifeAsync(id, Ct))[^1].Actor);
    }

    [Fact]
    public async Task A_human_may_send_an_unknown_one_again_under_its_id_and_from_the_schedules_beginning()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        var id = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();
        rig.Time.Advance(TimeSpan.FromHours(1));

        Assert.True(await rig.RetryAsync(id));
        Assert.False(await rig.RetryAsync(id));
        rig.Provider.Answers(new DeliveryResult.Deferred(DeliveryClass.Transient, "HTTP 500"));
        await rig.PumpAsync();

        Assert.Equal([id, id], rig.Provider.Given);
        var row = await rig.FindAsync(id);
        Assert.Equal(DeliveryState.Planned, row.State);
        Assert.Equal(2, row.Attempts);
        Assert.InRange(row.NextAt - row.UpdatedAt, 5_000, 6_000);
        Assert.InRange(row.ExpiresAt, row.UpdatedAt + 259_190_000, row.UpdatedAt + 259_200_000);
    }

    [Fact]
    public async Task The_list_is_in_pages_newest_first_by_state()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var planned = new List<Guid>();
        for (var i = 0; i < 5; i++) planned.Add(await rig.PlanAsync(rig.NewId()));
        await rig.CancelAsync(planned[2]);
        planned.RemoveAt(2);
        planned.Reverse();

        var first = await rig.Ledger.ListAsync(new DeliveryFilter { States = [DeliveryState.Planned], Limit = 3 }, Ct);
        var second = await rig.Ledger.ListAsync(new DeliveryFilter { States = [DeliveryState.Planned], Limit = 3, Before = first.Next }, Ct);

        Assert.Equal(planned, first.Items.Concat(second.Items).Select(row => row.Id));
        Assert.Null(second.Next);
        Assert.Empty((await rig.Ledger.ListAsync(new DeliveryFilter { Channel = "other" }, Ct)).Items);
    }
}
