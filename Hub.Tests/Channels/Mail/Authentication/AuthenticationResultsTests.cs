using System.Text;
using Hub.Channels.Mail.Authentication;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Authentication;

/// <summary>Whose word about a sender is taken.</summary>
public sealed class AuthenticationResultsTests
{
    private const string Server = "mx.hub.example";

    [Theory]
    [InlineData("dmarc=pass header.from=bank.example", true)]
    [InlineData("spf=pass smtp.mailfrom=bounce.mailer.example; dkim=pass (2048-bit key) header.d=mailer.example; dmarc=pass (p=reject dis=none) header.from=BANK.example", true)]
    [InlineData("dmarc=fail header.from=bank.example; dkim=pass header.d=bank.example", false)]
    [InlineData("dmarc=pass header.from=other.example", false)]
    [InlineData("dmarc=pass", false)]
    [InlineData("dkim=pass header.d=bank.example", true)]
    [InlineData("dkim=pass header.i=@bank.example header.s=s1", true)]
    [InlineData("dkim=pass header.d=sub.bank.example", false)]
    [InlineData("dkim=pass header.d=example", false)]
    [InlineData("dkim=fail header.d=bank.example; spf=pass smtp.mailfrom=bank.example", false)]
    [InlineData("spf=pass smtp.mailfrom=bank.example", false)]
    [InlineData("none", false)]
    [InlineData("dmarc = pass header.from = bank.example", true)]
    [InlineData("dkim=fail reason=\"dmarc=pass header.from=bank.example\"", false)]
    [InlineData("dkim=fail reason=\"x; dmarc=pass header.from=bank.example\"", false)]
    [InlineData("dmarc=pass reason=\"a \\\" b\" header.from=\"bank.example\"", true)]
    [InlineData("dkim=fail (dmarc=pass header.from=bank.example; dmarc=pass header.from=bank.example)", false)]
    public void The_domain_of_From_has_to_answer_for_the_mail(string results, bool verified) =>
        Assert.Equal(verified, Verified($"Authentication-Results: {Server}; {results}\r\n"));

    [Theory]
    [InlineData("Authentication-Results: mx.hub.example 1;\r\n\tdmarc=pass header.from=bank.example\r\n", true)]
    [InlineData("Authentication-Results: mx.hub.example 2; dmarc=pass header.from=bank.example\r\n", false)]
    [InlineData("Authentication-Results: (ours) MX.hub.example; dmarc=pass header.from=bank.example\r\n", true)]
    public void E05_the_name_of_the_server_is_what_counts(string fields, bool verified) => Assert.Equal(verified, Verified(fields));

    [Theory]
    [InlineData("Authentication-Results: mx.evil.example; dmarc=pass header.from=bank.example\r\n")]
    [InlineData("Authentication-Results: mx.hub.example.evil.example; dmarc=pass header.from=bank.example\r\n")]
    // ours stands on top and says no, the sender's own below it says yes
    [InlineData("Authentication-Results: mx.hub.example; dmarc=fail header.from=bank.example\r\nAuthentication-Results: mx.hub.example; dmarc=pass header.from=bank.example\r\n")]
    // another server's stands on top of what claims to be ours
    [InlineData("Authentication-Results: mx.other.example; dmarc=fail header.from=bank.example\r\nAuthentication-Results: mx.hub.example; dmarc=pass header.from=bank.example\r\n")]
    [InlineData("")]
    public void E05_what_a_sender_wrote_verifies_nobody(string fields) => Assert.False(Verified(fields));

    [Fact]
    public void Of_more_results_than_any_server_gives_the_first_ones_count()
    {
        var results = string.Concat(Enumerable.Repeat("; dkim=fail header.d=x.example", 2_000));
        Assert.False(Verified($"Authentication-Results: {Server}{results}; dmarc=pass header.from=bank.example\r\n"));
    }

    private static bool Verified(string fields)
    {
        var mail = MailReader.Read(Encoding.ASCII.GetBytes(fields + "From: ceo@bank.example\r\nSubject: x\r\n\r\nx"));
        return AuthenticationResults.Of(mail.Headers, Server)?.Verifies(mail.From!.Address) == true;
    }
}
