using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Deliveries;

namespace Hub.Tests.Contracts;

/// <summary>What a provider reports after the attempt: late, twice and in any order.</summary>
public abstract class ReceiptContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receipts_in_any_order_and_twice_end_in_the_same_state(bool attemptUnderWay)
    {
        var rig = LedgerRig.On(Store);
        ReceiptState[] all = [ReceiptState.Accepted, ReceiptState.Failed, ReceiptState.Delivered, ReceiptState.Read];
        for (var kinds = 1; kinds < 16; kinds++)
        {
            var told = all.Where((_, bit) => (kinds & (1 << bit)) != 0).ToArray();
            foreach (var order in Permutations(told))
            {
                var id = await SentAsync(rig, attemptUnderWay);
                foreach (var state in order.Concat(order)) await rig.Receipts.ApplyAsync(Tell(id, state), Ct);
                Assert.Equal(told.Max().ToString(), (await rig.StateAsync(id)).ToString());
            }
        }
    }

    [Fact]
    public async Task A_delay_settles_what_is_unknown_and_says_why_until_a_higher_one_comes()
    {
        var rig = LedgerRig.On(Store);
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        var id = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();
        Assert.Equal(ReceiptResult.Applied, await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Delayed) with { Class = DeliveryClass.Transient, Detail = "4.4.1" }, Ct));
        var late = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Accepted, DeliveryClass.Transient, "4.4.1"), (late.State, late.Class!.Value, late.Error));
        await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Delivered), Ct);
        Assert.Equal(ReceiptResult.Ignored, await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Delayed) with { Id = "later" }, Ct));
        var there = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Delivered, (DeliveryClass?)null, (string?)null), (there.State, there.Class, there.Error));
    }

    [Fact]
    public async Task A_receipt_settles_what_is_unknown_and_a_retry_that_was_not_needed()
    {
        var rig = LedgerRig.On(Store);
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        var unknown = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();
        rig.Provider.Answers(new DeliveryResult.Deferred(DeliveryClass.Transient, "HTTP 500"));
        var waiting = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();

        Assert.Equal(ReceiptResult.Applied, await rig.Receipts.ApplyAsync(Tell(unknown, ReceiptState.Failed), Ct));
        Assert.Equal(ReceiptResult.Applied, await rig.Receipts.ApplyAsync(Tell(waiting, ReceiptState.Accepted), Ct));
        await ExecuteAsync("UPDATE deliveries SET next_at = 0", null);
        await rig.PumpAsync();

        Assert.Equal([unknown, waiting], rig.Provider.Given);
        Assert.Equal(DeliveryState.Failed, await rig.StateAsync(unknown));
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(waiting));
    }

    [Fact]
    public async Task A_failure_told_again_does_not_undo_a_humans_retry()
    {
        var rig = LedgerRig.On(Store);
        var id = await SentAsync(rig, underWay: false);
        await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Failed), Ct);
        Assert.True(await rig.RetryAsync(id));
        Assert.Equal(ReceiptResult.Ignored, await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Failed), Ct));
        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(id));
        await rig.PumpAsync();
        Assert.Equal(ReceiptResult.Ignored, await rig.Receipts.ApplyAsync(Tell(id, ReceiptState.Failed), Ct));
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_receipt_finds_its_delivery_by_the_providers_id_and_only_on_its_own_channel()
    {
        var rig = LedgerRig.On(Store);
        rig.Provider.Answers(new DeliveryResult.Accepted("SM1"));
        var id = await rig.PlanAsync(rig.NewId());
        await rig.PumpAsync();
        var byProvider = new Receipt { Channel = "fake", ProviderId = "SM1", State = ReceiptState.Delivered };

        Assert.Equal(ReceiptResult.UnknownDelivery, await rig.Receipts.ApplyAsync(byProvider with { Channel = "other" }, Ct));
        Assert.Equal(ReceiptResult.UnknownDelivery, await rig.Receipts.ApplyAsync(byProvider with { ProviderId = "SM2" }, Ct));
        Assert.Equal(ReceiptResult.Applied, await rig.Receipts.ApplyAsync(byProvider, Ct));
        Assert.Equal(ReceiptResult.Ignored, await rig.Receipts.ApplyAsync(byProvider, Ct));
        Assert.Equal(DeliveryState.Delivered, await rig.StateAsync(id));
    }

    private static Receipt Tell(Guid id, ReceiptState state) =>
        new() { Channel = "fake", Id = $"{id}/{state}", DeliveryId = id, State = state };

    private static async Task<Guid> SentAsync(LedgerRig rig, bool underWay)
    {
        var id = await rig.PlanAsync(rig.NewId());
        if (!underWay)
        {
            await rig.PumpAsync();
            return id;
        }

        var work = rig.NewParts().Work;
        var claimed = Assert.Single(await work.ClaimAsync("fake", 8, Ct));
        Assert.True(await work.BeginAsync(claimed, Ct));
        return id;
    }

    private static IEnumerable<T[]> Permutations<T>(T[] items)
    {
        if (items.Length <= 1)
        {
            yield return items;
            yield break;
        }

        for (var i = 0; i < items.Length; i++)
            foreach (var rest in Permutations([.. items[..i], .. items[(i + 1)..]])) yield return [items[i], .. rest];
    }
}
