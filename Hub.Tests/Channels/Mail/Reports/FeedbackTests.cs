using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>Complaints and receipts.</summary>
public sealed class FeedbackTests
{
    [Theory]
    [InlineData("abuse", true)]
    [InlineData("opt-out", true)]
    [InlineData("not-spam", false)]
    [InlineData("auth-failure", false)]
    public void A_feedback_report_names_the_mail_its_recipient_and_what_is_wrong(string type, bool isComplaint)
    {
        var report = Assert.IsType<FeedbackReport>(Reported.Read(
            $"""
            From: feedback@provider.example
            Subject: FW: Hello
            Content-Type: multipart/report; report-type=feedback-report; boundary="b"

            --b
            Content-Type: text/plain

            This is an email abuse report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: {type}
            User-Agent: Provider/1.0
            Version: 1
            Original-Mail-From: <support+d3-key@hub.example>
            Original-Rcpt-To: <ann@example.org>
            Original-Rcpt-To: <bob@example.org>

            --b
            Content-Type: message/rfc822

            Message-ID: <m1@hub.example>
            From: support@hub.example

            Hello
            --b--
            """,
            "feedback@provider.example"));
        Assert.Equal((type, isComplaint, "support+d3-key@hub.example"), (report.Type, report.IsComplaint, report.MailFrom));
        Assert.Equal(["ann@example.org", "bob@example.org"], report.Recipients);
        Assert.Equal("m1@hub.example", report.Returned.MessageId);
    }

    [Theory]
    [InlineData("manual-action/MDN-sent-manually; displayed", true, true)]
    [InlineData("automatic-action/MDN-sent-automatically; deleted/error", false, true)]
    [InlineData("automatic-action/MDN-sent-automatically; denied", false, false)]
    public void A_receipt_says_what_became_of_the_mail(string disposition, bool isRead, bool isDelivered)
    {
        var report = Assert.IsType<DispositionReport>(Reported.Read(
            $"""
            From: ann@example.org
            Subject: Read: Hello
            Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

            --b

            Your message was read.
            --b
            Content-Type: message/disposition-notification

            Reporting-UA: example; Mail
            Final-Recipient: rfc822;ann@example.org
            Original-Message-ID: <m1@hub.example>
            Disposition: {disposition}

            --b--
            """,
            "ann@example.org"));
        Assert.Equal((isRead, isDelivered, "m1@hub.example"), (report.IsRead, report.IsDelivered, report.Returned.MessageId));
    }
}
