using System.Text;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>The one table of what a server's answers mean.</summary>
public sealed class SmtpErrorsTests
{
    [Theory]
    [InlineData("554 5.7.1 go away", "Configuration")]
    [InlineData("421 4.7.0 too many connections", "Throttled")]
    [InlineData("421 4.3.2 shutting down", "Transient")]
    [InlineData("450 later", "Transient")]
    public void A_greeting(string answer, string expected) => Assert.Equal($"Deferred {expected}", Meaning(SmtpStage.Greeting, answer));

    [Theory]
    [InlineData("535 5.7.8 bad credentials")]
    [InlineData("534 5.7.9 mechanism too weak")]
    [InlineData("530 5.7.0 STARTTLS first")]
    [InlineData("538 encryption required")]
    [InlineData("504 5.5.4 no such mechanism")]
    [InlineData("500 what")]
    public void A_refused_sign_in_waits_for_who_configures(string answer) => Assert.Equal("Deferred Configuration", Meaning(SmtpStage.Auth, answer));

    [Fact]
    public void A_sign_in_that_cannot_be_checked_now_is_tried_again() => Assert.Equal("Deferred Transient", Meaning(SmtpStage.Auth, "454 4.7.0 temporary"));

    [Theory]
    [InlineData("530 5.7.0 authentication required", "Deferred Configuration")]
    [InlineData("553 5.7.1 sender not owned by user", "Deferred Configuration")]
    [InlineData("501 5.1.7 bad sender", "Deferred Configuration")]
    [InlineData("555 5.5.4 unknown parameter", "Deferred Configuration")]
    [InlineData("552 5.3.4 too big", "Rejected Content")]
    [InlineData("550 5.4.5 daily sending limit exceeded", "Deferred Quota")]
    [InlineData("452 4.5.0 daily quota exceeded", "Deferred Quota")]
    [InlineData("452 4.3.1 insufficient storage", "Deferred Transient")]
    [InlineData("451 4.7.1 slow down", "Deferred Throttled")]
    [InlineData("421 bye", "Deferred Transient")]
    public void A_refused_sender(string answer, string expected) => Assert.Equal(expected, Meaning(SmtpStage.Mail, answer));

    [Theory]
    [InlineData("550 5.1.1 user unknown", "Rejected Address")]
    [InlineData("550 no such user", "Rejected Address")]
    [InlineData("550 5.5.0 mailbox unavailable", "Rejected Address")]
    [InlineData("551 user not local", "Rejected Address")]
    [InlineData("553 mailbox name not allowed", "Rejected Address")]
    [InlineData("501 5.1.3 bad address", "Rejected Address")]
    [InlineData("550 5.4.1 access denied", "Rejected Address")]
    [InlineData("550 5.2.1 mailbox disabled", "Rejected Address")]
    [InlineData("552 5.2.2 mailbox full", "Rejected Transient")]
    [InlineData("550 5.7.1 blocked by policy", "Rejected Content")]
    [InlineData("554 no", "Rejected Content")]
    [InlineData("554 5.7.1 Relay access denied", "Deferred Configuration")]
    [InlineData("550 5.1.8 sender's domain", "Deferred Configuration")]
    [InlineData("530 sign in first", "Deferred Configuration")]
    [InlineData("451 4.7.1 Greylisted", "Deferred Transient")]
    [InlineData("450 4.7.1 rate", "Deferred Throttled")]
    [InlineData("452 4.2.2 over quota", "Deferred Transient")]
    [InlineData("452 4.5.3 too many recipients", "Rejected Content")]
    [InlineData("452 too many recipients", "Deferred Transient")]
    [InlineData("251 will forward", null)]
    public void A_refused_recipient(string answer, string? expected)
    {
        if (expected is null) Assert.True(Read(answer).IsGood);
        else Assert.Equal(expected, Meaning(SmtpStage.Recipient, answer));
    }

    [Theory]
    [InlineData("554 5.7.1 spam", "Rejected Content")]
    [InlineData("550 5.1.1 unknown after all", "Rejected Address")]
    [InlineData("552 5.2.3 too big", "Rejected Content")]
    [InlineData("500 what", "Rejected Content")]
    [InlineData("451 4.3.0 later", "Deferred Transient")]
    [InlineData("451 4.7.1 later", "Deferred Transient")]
    [InlineData("421 4.3.2 bye", "Deferred Transient")]
    [InlineData("354 go on", "Unknown")]
    [InlineData("220 hello", "Unknown")]
    public void A_refused_mail(string answer, string expected) => Assert.Equal(expected, Meaning(SmtpStage.End, answer));

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as 4bXy12-AB", "4bXy12-AB")]
    [InlineData("250 Ok", null)]
    [InlineData("250 queued as ", null)]
    public void A_taken_mail(string answer, string? id) =>
        Assert.Equal(new DeliveryResult.Accepted(id), SmtpErrors.OfAnswer(SmtpStage.End, Read(answer)));

    [Fact]
    public void The_gravest_refusal_speaks_for_all_recipients()
    {
        SmtpAnswer[] answers = [Read("250 2.1.5 Ok"), Read("451 4.3.0 later"), Read("550 5.1.1 <ann@example.com> unknown")];

        Assert.Equal(new DeliveryResult.Rejected(DeliveryClass.Address, "550 5.1.1 at RCPT for 2 of 3 recipients"), SmtpErrors.OfRecipients(answers, 3));
        Assert.Equal(new DeliveryResult.Deferred(DeliveryClass.Transient, "451 4.3.0 at RCPT for 1 of 3 recipients"), SmtpErrors.OfRecipients(answers[..2], 3));
    }

    [Fact]
    public void A_broken_line_is_unknown_only_after_the_end()
    {
        Assert.Equal("Unknown", Name(SmtpErrors.OfBreak("the line broke", true)));
        Assert.Equal("Deferred Transient", Name(SmtpErrors.OfBreak("the line broke", false)));
    }

    [Theory]
    [InlineData("552 5.2.2 mailbox full", true)]
    [InlineData("452 4.2.2 over quota", true)]
    [InlineData("450 mailbox unavailable", true)]
    [InlineData("450 4.2.0 Greylisted, come back", false)]
    [InlineData("451 4.4.1 no answer from host", false)]
    [InlineData("451 4.3.0 try again later", false)]
    [InlineData("450 4.7.1 rate", false)]
    [InlineData("550 5.7.1 blocked by policy", false)]
    [InlineData("550 5.1.1 user unknown", false)]
    public void What_a_server_says_of_the_mailbox_of_its_only_receiver_may_pass(string answer, bool isSoft)
    {
        Assert.Equal(isSoft, IsSoft(SmtpErrors.OfRecipients([Read(answer)], 1)));
        Assert.False(IsSoft(SmtpErrors.OfRecipients([Read(answer), Read("250 Ok")], 2)));
    }

    private static bool IsSoft(DeliveryResult result) => result is DeliveryResult.Rejected { IsSoft: true } or DeliveryResult.Deferred { IsSoft: true };

    private static string Meaning(SmtpStage stage, string answer) => Name(SmtpErrors.OfAnswer(stage, Read(answer)));

    private static string Name(DeliveryResult result) => result switch
    {
        DeliveryResult.Deferred deferred => $"Deferred {deferred.Class}",
        DeliveryResult.Rejected rejected => $"Rejected {rejected.Class}",
        _ => result.GetType().Name,
    };

    private static SmtpAnswer Read(string line) => new SmtpAnswerReader().Take(Encoding.ASCII.GetBytes(line))!;
}
