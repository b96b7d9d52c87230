using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Deliveries;

namespace Hub.Tests.Contracts;

/// <summary>What the list of suppressions stops, and what comes on it.</summary>
public abstract class SuppressionContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private const string Customer = "customer-1";

    [Theory]
    [InlineData(SuppressionScope.All, "")]
    [InlineData(SuppressionScope.Notice, "answer")]
    [InlineData(SuppressionScope.Marketing, "answer notice")]
    public async Task Each_purpose_stops_what_is_wanted_less(string scope, string passes)
    {
        var rig = LedgerRig.On(Store);
        await AddAsync(new NewSuppression("external", Customer, scope, SuppressionReason.Manual));
        await AddAsync(new NewSuppression("external", "somebody-else", SuppressionScope.All, SuppressionReason.Manual));
        await AddAsync(new NewSuppression("email", Customer, SuppressionScope.All, SuppressionReason.Manual));
        var planned = new Dictionary<string, Guid>();
        foreach (var purpose in new[] { SendPurpose.Answer, SendPurpose.Notice, SendPurpose.Marketing }) planned[purpose] = await PlanAsync(rig, purpose);
        await rig.PumpAsync();
        foreach (var (purpose, id) in planned)
        {
            var delivery = await rig.FindAsync(id);
            var isStopped = !passes.Split(' ').Contains(purpose);
            Assert.Equal((isStopped ? DeliveryState.Failed : DeliveryState.Accepted, isStopped ? 0 : 1), (delivery.State, delivery.Attempts));
            Assert.Equal(isStopped ? DeliveryClass.Suppressed : (DeliveryClass?)null, delivery.Class);
            Assert.Equal(!isStopped, rig.Provider.Given.Contains(id));
        }
    }

    [Fact]
    public async Task One_that_is_over_stops_nothing_and_may_be_replaced()
    {
        var rig = LedgerRig.On(Store);
        var wish = new NewSuppression("external", Customer, SuppressionScope.All, SuppressionReason.Loop);
        var first = await AddAsync(wish with { Until = Store.Time.GetUtcNow().AddHours(1) });
        await ExecuteAsync("UPDATE suppressions SET until_at = 1", null);
        var delivery = await PlanAsync(rig, SendPurpose.Answer);
        await rig.PumpAsync();
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(delivery));
        var second = await AddAsync(wish with { Reason = SuppressionReason.Complaint });
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        // what stands is not replaced for another reason
        Assert.Null(await AddAsync(wish));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM suppressions"));
    }

    [Fact]
    public async Task Whom_the_provider_calls_dead_gets_nothing_more()
    {
        var rig = LedgerRig.On(Store);
        rig.Provider.Answers(new DeliveryResult.Rejected(DeliveryClass.Address, "550 5.1.1 at RCPT") { IsDead = true });
        var refused = await PlanAsync(rig, SendPurpose.Answer);
        await rig.PumpAsync();
        var next = await PlanAsync(rig, SendPurpose.Answer);
        await rig.PumpAsync();
        Assert.Equal([refused], rig.Provider.Given);
        Assert.Equal(DeliveryClass.Address, (await rig.FindAsync(refused)).Class);
        Assert.Equal(DeliveryClass.Suppressed, (await rig.FindAsync(next)).Class);
        var listed = Assert.Single(await Store.ReadAsync((db, ct) => SuppressionList.ListAsync(db, (Customer, null, null), 10, ct), Ct));
        Assert.Equal((SuppressionReason.HardBounce, SuppressionScope.All, refused, "550 5.1.1 at RCPT"), (listed.Reason, listed.Purpose, listed.DeliveryId!.Value, listed.Detail));
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_says_nothing_of_the_receiver()
    {
        var rig = LedgerRig.On(Store);
        rig.Provider.Answers(new DeliveryResult.Rejected(DeliveryClass.Address, "it is no address"));
        await PlanAsync(rig, SendPurpose.Answer);
        await rig.PumpAsync();
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM suppressions"));
    }

    private Task<Guid?> AddAsync(NewSuppression wish) => Store.WriteAsync((tx, ct) => SuppressionList.AddAsync(tx, wish, "agent:1", ct), Ct);

    private Task<Guid> PlanAsync(LedgerRig rig, string purpose) => Store.WriteAsync(
        (tx, ct) => DeliveryLedger.PlanAsync(
            tx,
            new NewDelivery
            {
                MessageId = rig.NewId(),
                ConversationId = rig.NewId(),
                Channel = "fake",
                Address = Customer,
                Purpose = purpose,
                GiveUpAfter = TimeSpan.FromDays(1),
            },
            ct),
        Ct);
}
