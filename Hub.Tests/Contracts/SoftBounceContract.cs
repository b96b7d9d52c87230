using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Deliveries;

namespace Hub.Tests.Contracts;

/// <summary>Failures that may pass: so many in a row suppress for a while, what gets through between begins anew.</summary>
public abstract class SoftBounceContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private static readonly DeliveryResult Full = new DeliveryResult.Rejected(DeliveryClass.Transient, "552 5.2.2 at RCPT") { IsSoft = true };

    [Fact]
    public async Task The_last_of_so_many_suppresses_what_no_person_writes_for_a_while()
    {
        var rig = Rig();
        await FailAsync(rig, 2);
        Assert.Empty(await ListedAsync());
        await FailAsync(rig, 1);
        var listed = Assert.Single(await ListedAsync());
        Assert.Equal((SuppressionReason.SoftBounce, SuppressionScope.Notice), (listed.Reason, listed.Purpose));
        Assert.Equal("3 messages in 14 days did not get through, the last: 552 5.2.2 at RCPT", listed.Detail);
        Assert.InRange(listed.UntilAt!.Value - listed.CreatedAt, TimeSpan.FromDays(6.99).TotalMilliseconds, TimeSpan.FromDays(7.01).TotalMilliseconds);
        rig.Provider.Answers(new DeliveryResult.Accepted(null));
        Assert.Equal(DeliveryClass.Suppressed, (await rig.FindAsync(await SendAsync(rig, SendPurpose.Notice))).Class);
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(await SendAsync(rig, SendPurpose.Answer)));
        // afterwards it is counted anew
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
    }

    [Fact]
    public async Task What_the_provider_takes_between_begins_the_count_anew()
    {
        var rig = Rig();
        await FailAsync(rig, 2);
        rig.Provider.Answers(new DeliveryResult.Accepted(null));
        await SendAsync(rig, SendPurpose.Notice);
        await FailAsync(rig, 2);
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Of_what_is_reported_later_acceptance_says_nothing_but_a_report_of_delivery_does()
    {
        var rig = Rig();
        await FailAsync(rig, 1);
        await ExecuteAsync("UPDATE soft_bounces SET at_once = @no", new { no = false });
        rig.Provider.Answers(new DeliveryResult.Accepted(null));
        var taken = await SendAsync(rig, SendPurpose.Notice);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
        await rig.Receipts.ApplyAsync(new Receipt { Channel = "fake", DeliveryId = taken, Id = "r", State = ReceiptState.Delivered }, Ct);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
    }

    [Fact]
    public async Task What_is_put_off_counts_once_nobody_tries_it_again()
    {
        var rig = Rig();
        rig.Provider.Answers(new DeliveryResult.Deferred(DeliveryClass.Transient, "452 4.2.2 at RCPT") { IsSoft = true });
        await SendAsync(rig, SendPurpose.Notice);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
        await SendAsync(rig, SendPurpose.Notice, lasts: TimeSpan.FromSeconds(1));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
    }

    [Fact]
    public async Task What_speaks_of_the_way_there_is_not_counted()
    {
        var rig = Rig();
        rig.Provider.Answers(new DeliveryResult.Rejected(DeliveryClass.Transient, "a fault of the provider's"));
        for (var i = 0; i < 4; i++) await SendAsync(rig, SendPurpose.Notice);
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task Old_ones_are_not_counted()
    {
        var rig = Rig();
        await FailAsync(rig, 2);
        await ExecuteAsync("UPDATE soft_bounces SET at = at - @days", new { days = (long)TimeSpan.FromDays(15).TotalMilliseconds });
        await FailAsync(rig, 2);
        Assert.Empty(await ListedAsync());
        await FailAsync(rig, 1);
        Assert.Single(await ListedAsync());
    }

    [Fact]
    public async Task None_is_counted_where_that_is_switched_off()
    {
        var rig = LedgerRig.On(Store);
        rig.Suppressing = new SuppressionOptions { SoftBounces = 0 };
        await FailAsync(rig, 3);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM soft_bounces"));
    }

    private LedgerRig Rig()
    {
        var rig = LedgerRig.On(Store);
        rig.Suppressing = new SuppressionOptions { SoftBounces = 3 };
        return rig;
    }

    private static async Task FailAsync(LedgerRig rig, int times)
    {
        rig.Provider.Answers(Full);
        for (var i = 0; i < times; i++) await SendAsync(rig, SendPurpose.Notice);
    }

    private static async Task<Guid> SendAsync(LedgerRig rig, string purpose, TimeSpan? lasts = null)
    {
        var id = await rig.PlanAsync(rig.NewId(), giveUpAfter: lasts, purpose: purpose);
        await rig.PumpAsync();
        return id;
    }

    private Task<List<Suppression>> ListedAsync() => Store.ReadAsync((db, ct) => SuppressionList.ListAsync(db, (null, null, null), 10, ct), Ct);
}
