using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>Bounces that are text for humans only.</summary>
public sealed class BounceTextTests
{
    [Theory]
    [InlineData("MAILER-DAEMON@q.example", "failure notice", "Hi. This is the qmail-send program at q.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ann@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n", "ann@example.org", "5.1.1")]
    [InlineData("Mailer-Daemon@x.example", "Mail delivery failed: returning message to sender", "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ann@example.org\n    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n    host mx.example.org [192.0.2.44]: 550 Unrouteable address\n", "ann@example.org", "5.1.2")]
    [InlineData("MAILER-DAEMON@p.example", "Undelivered Mail Returned to Sender", "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<ann@example.org>: host mx.example.org[192.0.2.7] said: 552 5.2.2 Over quota (in\n    reply to RCPT TO command)\n", "ann@example.org", "5.2.2")]
    [InlineData("mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)", "Delivery to the following recipient failed permanently:\n\n     ann@example.org\n\nTechnical details of permanent failure:\n550-5.1.1 The email account that you tried to reach does not exist.\n\n----- Original message -----\n", "ann@example.org", "5.1.1")]
    [InlineData("MAILER-DAEMON@yahoo.com", "Delivery failure", "Message from yahoo.com.\nUnable to deliver message to the following address(es).\n\n<ann@example.org>:\nThis user doesn't have a yahoo.com account (ann@example.org) [0]\n", "ann@example.org", "5.1.1")]
    [InlineData("PostMaster@qq.com", "系统退信/Systems bounce", "抱歉，您的邮件被退回来了……\n原邮件信息：\n收件人：ann@example.org\n退信原因：收件人邮箱不存在\n", null, "5.1.1")]
    [InlineData("Postmaster@163.com", "系统退信", "您的邮件无法发送到以下收件人：\nann@example.org\n退信原因：邮箱已满\n", "ann@example.org", "4.2.2")]
    [InlineData("postmaster@notes.example", "DELIVERY FAILURE: User ann not listed in public Name & Address Book", "Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  ann@example.org\n\nbecause:\n\n  User ann (ann@example.org) not listed in public Name & Address Book\n", "ann@example.org", "5.1.1")]
    [InlineData("postmaster@exchange.example", "Undeliverable: Hello", "Your message\n\n  To: ann@example.org\n\ndid not reach the following recipient(s):\n\nann@example.org on Fri, 20 Nov 2026 10:00:00 +0000\n    The recipient name is not recognized\n", null, "5.0.0")]
    public void What_large_providers_and_old_servers_write_is_understood(string from, string subject, string text, string? address, string status)
    {
        var recipient = Assert.Single(Reported.Bounce(
            $"From: {from}\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\nMessage-ID: <m1@hub.example>\n").Recipients);
        Assert.Equal((ReportAction.Failed, status), (recipient.Action, recipient.Status.ToString()));
        if (address is not null) Assert.Equal(address, recipient.Address);
    }

    [Fact]
    public void A_warning_of_a_delay_is_no_failure()
    {
        var recipient = Assert.Single(Reported.Bounce(
            """
            From: Mail Delivery System <Mailer-Daemon@x.example>
            Subject: Warning: message 1Gdrvl-0006Gp-PU delayed 48 hours

            A message that you sent has not yet been delivered to one or more of its
            recipients after more than 48 hours on the queue on x.example.

            The address to which the message has not yet been delivered is:

              ann@example.org

            """).Recipients);
        Assert.Equal(("ann@example.org", ReportAction.Delayed, 4), (recipient.Address, recipient.Action, recipient.Status.Class));
    }

    [Fact]
    public void Each_recipient_has_its_own_cause()
    {
        var report = Reported.Bounce(
            """
            From: MAILER-DAEMON@q.example
            Subject: failure notice

            I wasn't able to deliver your message to the following addresses.

            <ann@example.org>:
            Sorry, no mailbox here by that name. (#5.1.1)

            <bob@example.org>:
            Mailbox quota usage exceeded.

            --- Below this line is a copy of the message.

            Return-Path: <support+d9-key@hub.example>
            Message-ID: <m2@hub.example>

            <eve@example.org>:
            """);
        Assert.Equal([("ann@example.org", "5.1.1"), ("bob@example.org", "4.2.2")], report.Recipients.Select(each => (each.Address!, each.Status.ToString())));
        Assert.Equal(("m2@hub.example", "support+d9-key@hub.example"), (report.Returned.MessageId, report.Returned.ReturnPath));
    }

    [Theory]
    [InlineData("ann@example.org", "ann@example.org", "Fwd: failure notice", "I wasn't able to deliver your message to <bob@example.org>, it says. What now?")]
    [InlineData("ann@example.org", "", "Out of office", "I could not be delivered from my holidays yet. <bob@example.org> stands in.")]
    [InlineData("postmaster@example.org", "postmaster@example.org", "Your invoice", "Please find it enclosed.")]
    public void Who_only_speaks_of_a_bounce_is_no_mail_system(string from, string returnPath, string subject, string text) =>
        Assert.Null(Reported.Read($"From: {from}\nSubject: {subject}\n\n{text}\n", returnPath));

    [Fact]
    public void A_huge_text_is_looked_at_in_part_only()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"<a{i}@example.org>:\nno such user\n"));
        var report = Reported.Bounce($"From: MAILER-DAEMON@q.example\nSubject: failure notice\n\n{text}");
        Assert.Equal(DeliveryReport.MostRecipients, report.Recipients.Count);
    }
}
