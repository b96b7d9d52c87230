using Hub.Channels.Email;
using Hub.Channels.Mail.Reports;
using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Channels.Email;

/// <summary>What the codes of a report mean for a delivery (RFC 3463).</summary>
public sealed class ReportOutcomeTests
{
    [Theory]
    [InlineData("5.1.1", DeliveryClass.Address, true)]
    [InlineData("5.1.2", DeliveryClass.Address, true)]
    [InlineData("5.1.10", DeliveryClass.Address, true)]
    [InlineData("5.2.1", DeliveryClass.Address, true)]
    [InlineData("5.1.8", DeliveryClass.Configuration, false)]
    [InlineData("5.4.4", DeliveryClass.Address, false)]
    [InlineData("5.2.2", DeliveryClass.Transient, false)]
    [InlineData("4.2.2", DeliveryClass.Transient, false)]
    [InlineData("5.3.4", DeliveryClass.Content, false)]
    [InlineData("5.7.1", DeliveryClass.Content, false)]
    [InlineData("4.4.7", DeliveryClass.Expired, false)]
    [InlineData("4.0.0", DeliveryClass.Expired, false)]
    [InlineData("5.0.0", DeliveryClass.Content, false)]
    public void A_failure_has_the_class_of_its_cause_and_only_a_dead_address_is_suppressed_at_once(string status, DeliveryClass expected, bool isDead)
    {
        var outcome = Assert.Single(ReportOutcomes.Of(Report(ReportAction.Failed, status)));
        Assert.Equal((ReceiptState.Failed, expected, isDead ? SuppressionReason.HardBounce : expected is DeliveryClass.Transient or DeliveryClass.Expired ? SuppressionReason.SoftBounce : null),
            (outcome.State, outcome.Class, outcome.Suppress));
        Assert.DoesNotContain("@", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_late_suppresses_nobody()
    {
        var outcome = Assert.Single(ReportOutcomes.Of(Report(ReportAction.Delayed, "5.1.1")));
        Assert.Equal((ReceiptState.Delayed, DeliveryClass.Transient, (string?)null), (outcome.State, outcome.Class, outcome.Suppress));
    }

    [Fact]
    public void What_was_handed_on_is_accepted_and_no_more() =>
        Assert.Equal(ReceiptState.Accepted, Assert.Single(ReportOutcomes.Of(Report(ReportAction.Relayed, "2.0.0"))).State);

    private static DeliveryReport Report(ReportAction action, string status) =>
        new() { Recipients = [new ReportedRecipient("ann@example.org", action, StatusCode.Find(status)!.Value) { Diagnostic = "smtp; said <ann@example.org> of it" }] };
}
