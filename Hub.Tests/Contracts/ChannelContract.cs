using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Contracts;

/// <summary>What every channel must do whose provider reports what became of a message.</summary>
public abstract class ChannelContract : SilentChannelContract
{
    [Fact]
    public async Task F05_a_report_that_is_replayed_changes_nothing()
    {
        ProviderTakes();
        var id = await SendAsync();
        var delivered = Report(id, ReceiptState.Delivered, ReportSignature.Right);
        await HookAsync(delivered, 204);
        await HookAsync(Report(id, ReceiptState.Read, ReportSignature.Right), 204);
        await HookAsync(delivered, 204);
        Assert.Equal(DeliveryState.Read, await Rig.StateAsync(id));
    }

    [Theory]
    [InlineData(ReportSignature.Missing)]
    [InlineData(ReportSignature.Empty)]
    [InlineData(ReportSignature.Wrong)]
    public async Task F01_a_report_without_our_signature_is_refused_and_changes_nothing(ReportSignature signature)
    {
        ProviderTakes();
        var id = await SendAsync();
        await HookAsync(Report(id, ReceiptState.Read, signature), 403);
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(id));
    }

    [Fact]
    public async Task A_report_of_a_delivery_that_is_not_ours_is_answered_so() =>
        await HookAsync(Report(Rig.NewId(), ReceiptState.Read, ReportSignature.Right), 404);

    /// <summary>A call of the provider that reports a delivery, signed or with a wrong, an empty or no signature.</summary>
    protected abstract WebhookRequest Report(Guid delivery, ReceiptState state, ReportSignature signature);

    protected override async Task HearOfUnknownAsync(Guid delivery)
    {
        await HookAsync(Report(delivery, ReceiptState.Delivered, ReportSignature.Right), 204);
        Assert.Equal(DeliveryState.Delivered, await Rig.StateAsync(delivery));
    }
}
