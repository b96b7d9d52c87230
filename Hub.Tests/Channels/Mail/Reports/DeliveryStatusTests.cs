using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>Delivery status notifications of the standard's form (RFC 3464).</summary>
public sealed class DeliveryStatusTests
{
    [Fact]
    public void Everything_that_it_says_is_read()
    {
        var report = Reported.Bounce(Reported.Status(
            """
            Reporting-MTA: dns; mx.example
            Original-Envelope-Id: d17-abcdefgh
            Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0000

            Original-Recipient: rfc822;ann@example.org
            Final-Recipient: RFC822; <ann.smith@example.net> (forwarded)
            Action: failed
            Status: 5.1.1 (permanent failure)
            Diagnostic-Code: smtp; 550 5.1.1 <ann.smith@example.net>: Recipient address
                rejected: User unknown

            Final-Recipient: rfc822;bob@example.org
            Action: delayed
            Status: 4.4.1
            """));
        Assert.Equal("d17-abcdefgh", report.EnvelopeId);
        Assert.Equal(2, report.Recipients.Count);
        var (ann, bob) = (report.Recipients[0], report.Recipients[1]);
        Assert.Equal(("ann.smith@example.net", "ann@example.org", ReportAction.Failed, new StatusCode(5, 1, 1)), (ann.Address, ann.Original, ann.Action, ann.Status));
        Assert.Equal("smtp; 550 5.1.1 <ann.smith@example.net>: Recipient address rejected: User unknown", ann.Diagnostic);
        Assert.Equal(("bob@example.org", (string?)null, ReportAction.Delayed, new StatusCode(4, 4, 1)), (bob.Address, bob.Original, bob.Action, bob.Status));
        Assert.Equal(new ReturnedMail("m1@hub.example", "support+d1@hub.example", null), report.Returned);
    }

    [Theory]
    [InlineData("delivered", "2.0.0", ReportAction.Delivered)]
    [InlineData("Relayed (to mailing list)", "2.6.0", ReportAction.Relayed)]
    [InlineData("expanded", "2.0.0", ReportAction.Expanded)]
    [InlineData("FAILED", "4.4.7", ReportAction.Failed)]
    [InlineData("exploded", "4.0.0", ReportAction.Delayed)]
    [InlineData("exploded", "5.0.0", ReportAction.Failed)]
    public void The_action_decides_and_the_status_where_there_is_none(string action, string status, object expected)
    {
        var recipient = Assert.Single(Reported.Bounce(Reported.Status($"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: {status}")).Recipients);
        Assert.Equal((expected, status), ((object)recipient.Action, recipient.Status.ToString()));
    }

    [Theory]
    [InlineData("5.0.0", "smtp; 550 5.1.1 no such user", "5.1.1")]
    [InlineData("5.5.0", "smtp; 550 Requested action not taken: mailbox unavailable", "5.1.1")]
    [InlineData("5.0.0", "smtp; 554 rejected as spam", "5.7.1")]
    [InlineData("5.0.0", "smtp; 550 go away", "5.0.0")]
    [InlineData("5.7.1", "smtp; 550 user unknown", "5.7.1")]
    public void A_status_that_says_nothing_is_made_more_exact_by_what_the_server_said(string status, string diagnostic, string cause) => Assert.Equal(
        cause,
        Assert.Single(Reported.Bounce(Reported.Status($"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}")).Recipients)
            .Cause.ToString());

    [Fact]
    public void A_notification_that_a_human_forwards_is_a_mail_with_a_file()
    {
        var forwarded = Reported.Status("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1")
            .Replace("multipart/report; report-type=delivery-status;", "multipart/mixed;", StringComparison.Ordinal)
            .Replace("From: MAILER-DAEMON@mx.example (Mail Delivery System)", "From: ann@example.org", StringComparison.Ordinal);
        Assert.Null(Reported.Read(forwarded, "ann@example.org"));
    }

    [Fact]
    public void A_mark_of_ours_is_found_in_what_is_returned() => Assert.Equal(
        "d5-key",
        Reported.Bounce(Reported.Status("Final-Recipient: rfc822; a@b.example\nAction: failed", "X-OmniHub-Delivery: d5-key\nMessage-ID: <x@y>")).Returned.Mark);

    [Fact]
    public void Of_a_flood_of_recipients_so_many_are_read_and_no_more()
    {
        var fields = string.Join("\n\n", Enumerable.Range(0, 10_000).Select(i => $"Final-Recipient: rfc822; a{i}@b.example\nAction: failed"));
        Assert.Equal(DeliveryReport.MostRecipients, Reported.Bounce(Reported.Status(fields)).Recipients.Count);
    }
}
