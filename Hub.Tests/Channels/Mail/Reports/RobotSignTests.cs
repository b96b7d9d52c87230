using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>Whether a human wrote a mail (D10).</summary>
public sealed class RobotSignTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", RobotKind.AutoReply)]
    [InlineData("Auto-Submitted: auto-replied; owner-email=\"a@b.example\"", RobotKind.AutoReply)]
    [InlineData("Auto-Submitted: auto-generated", RobotKind.Generated)]
    [InlineData("auto-submitted: AUTO-NOTIFIED", RobotKind.Generated)]
    [InlineData("Auto-Submitted: no", RobotKind.None)]
    [InlineData("X-Autoreply: yes", RobotKind.AutoReply)]
    [InlineData("X-Autorespond: Re: hello", RobotKind.AutoReply)]
    [InlineData("Precedence: auto_reply", RobotKind.AutoReply)]
    [InlineData("Precedence: bulk", RobotKind.Bulk)]
    [InlineData("Precedence: list", RobotKind.Bulk)]
    [InlineData("Precedence: first-class", RobotKind.None)]
    [InlineData("List-Id: <list.example.org>", RobotKind.Bulk)]
    [InlineData("List-Unsubscribe: <mailto:off@example.org>", RobotKind.Bulk)]
    [InlineData("X-Auto-Response-Suppress: All", RobotKind.Generated)]
    [InlineData("X-Auto-Response-Suppress: None", RobotKind.None)]
    [InlineData("X-Mailer: Mail", RobotKind.None)]
    [InlineData("X-OmniHub-Delivery: d1-aaaaaaaaaaaaaaaa", RobotKind.None)]
    [InlineData("Subject: Automatic reply: Where is it?", RobotKind.Generated)]
    [InlineData("Subject: Abwesenheitsnotiz: Hallo", RobotKind.Generated)]
    public void A_header_says_it(string field, object kind) => Assert.Equal(kind, Of(field));

    [Theory]
    [InlineData("Precedence: bulk\nAuto-Submitted: auto-replied", RobotKind.AutoReply)]
    [InlineData("X-Auto-Response-Suppress: All\nSubject: 自动回复: 您好", RobotKind.AutoReply)]
    [InlineData("Precedence: bulk\nSubject: Réponse automatique : Bonjour", RobotKind.AutoReply)]
    [InlineData("List-Id: <l.example>\nAuto-Submitted: no", RobotKind.Bulk)]
    [InlineData("Auto-Submitted: auto-generated\nX-Autoreply: no", RobotKind.Generated)]
    public void Together_the_strongest_says_it(string fields, object kind) => Assert.Equal(kind, Of(fields));

    [Theory]
    [InlineData("Subject: Hello", "", RobotKind.Generated)]
    [InlineData("Subject: Out of Office: Hello", "", RobotKind.AutoReply)]
    [InlineData("Subject: Hello", null, RobotKind.None)]
    [InlineData("Subject: Hello", "ann@example.org", RobotKind.None)]
    public void The_null_return_path_keeps_answers_away(string field, string? returnPath, object kind) => Assert.Equal(kind, Of(field, returnPath));

    [Fact]
    public void Who_reads_nothing_is_not_answered() => Assert.Equal(
        RobotKind.Generated, RobotSigns.Of(Reported.Mail("From: No-Reply@example.org\nSubject: Your order\n\nThank you\n"), "bounces@example.org"));

    private static RobotKind Of(string fields, string? returnPath = "ann@example.org") =>
        RobotSigns.Of(Reported.Mail($"From: ann@example.org\n{fields}\n\nHello\n"), returnPath);
}
