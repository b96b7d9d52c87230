using Hub.Core.Arrivals;
using Hub.Core.Conversations;

namespace Hub.Tests.Channels.Fax;

public sealed class FaxReceiverTests
{
    [Theory]
    [InlineData("eFax message from \"912266459412\" - 1 page(s), Caller-ID: 1-613-701-0200", "+16137010200", "1 page,")]
    [InlineData("eFax from ACME GmbH - 3 page(s)", "ACME GmbH", "3 pages")]
    [InlineData("New Fax Message from (613) 701-0200 on 11/22/2026 at 3:33 AM", "+16137010200", "Fax from")]
    [InlineData("MetroFax message from \"6137010200\" - 2 page(s)", "+16137010200", "2 pages")]
    [InlineData("New fax from 0043123456789", "+43123456789", "Fax from")]
    [InlineData("New Fax from 6137010200 ACME GMBH", "+16137010200", "Fax from")]
    [InlineData("Fax von '+49 69 7654321' auf '+49 69 1234567'", "+49697654321", "to +49 69 1234567")]
    [InlineData("Incoming Fax from +44 20 7946 0000 (12 pages)", "+442079460000", "12 pages")]
    public void The_usual_gateways_tell_who_called(string subject, string sender, string told)
    {
        var message = FaxMails.Receiver(country: "1").Read(FaxMails.Mail(subject));
        Assert.Equal(sender, message.FromAddress);
        Assert.Contains(told, $"{message.Text!.Split('\n')[0]},", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("49", "069 1234567", "+49691234567")]
    [InlineData("49", "69 1234567", "+49691234567")]
    [InlineData("49", "4969 12345678", "+496912345678")]
    [InlineData("49", "+43 1 234567", "+431234567")]
    [InlineData("49", "0043 1 234567", "+431234567")]
    [InlineData("", "069 1234567", "069 1234567")]
    public void A_number_without_a_country_is_completed(string country, string written, string expected) =>
        Assert.Equal(expected, FaxMails.Receiver(country).Read(FaxMails.Mail($"Incoming Fax from {written} (1 page)")).FromAddress);

    [Fact]
    public void The_called_number_is_the_receiver() => Assert.Equal(
        [new Receiver(ReceiverRole.To, "+49691234567")],
        FaxMails.Receiver("49").Read(FaxMails.Mail("Fax von '069 7654321' auf '069 1234567'")).Receivers);

    [Fact]
    public void Faxes_of_nobody_are_not_one_another_s()
    {
        var (first, second) = (FaxMails.Mail("Incoming Fax from anonymous (1 page)"), FaxMails.Mail("Incoming Fax from anonymous (1 page)", reception: "r-2"));
        var one = FaxMails.Receiver().Read(first);
        Assert.Contains("faxAnonymous", one.Flags);
        Assert.NotEqual(one.FromAddress, FaxMails.Receiver().Read(second).FromAddress);
        Assert.Equal(one.FromAddress, FaxMails.Receiver().Read(first).FromAddress);
    }

    [Fact]
    public void A_gateway_of_one_s_own_is_described_by_patterns()
    {
        var receiver = FaxMails.Receiver(
            "", "Subject: ^\\[FAX\\]", "X-Fax-From: ^(?<caller>.+)$", "Body: ^Seitenzahl = (?<pages>[0-9]+)$", "Body: ^Um = (?<at>.+)$", "X-Fax-To: (?<called>.+)");
        var message = receiver.Read(FaxMails.Mail(
            "[FAX] 7", "Seitenzahl = 4\r\nUm = 2026-01-02T03:04:05+01:00", fields: "X-Fax-From: +431234567\r\nX-Fax-To: +439876543\r\n"));
        Assert.Equal(("+431234567", new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero)), (message.FromAddress, message.At));
        Assert.Contains("to +439876543, 4 pages", message.Text!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Your invoice")]
    [InlineData("")]
    public void What_no_profile_knows_is_unreadable(string subject) => Assert.Contains(
        "no profile", Assert.Throws<UnreadableInputException>(() => FaxMails.Receiver().Read(FaxMails.Mail(subject))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_time_that_cannot_be_is_not_believed() => Assert.Null(FaxMails.Receiver("", "Subject: fax", "Body: ^Um = (?<at>.+)$")
        .Read(FaxMails.Mail("fax", "Um = 2999-01-02T03:04:05+01:00")).At);

    [Theory(Timeout = 60_000)]
    [InlineData("Body: ^(a+)+$")]
    [InlineData("Body: (.*)*(?<caller>x+x+)+y")]
    public async Task A_pattern_that_would_go_astray_does_not(string pattern)
    {
        await Task.Yield();
        var text = new string('a', 10_000) + new string('x', 9_000);
        Assert.Throws<UnreadableInputException>(() => FaxMails.Receiver("", pattern).Read(FaxMails.Mail("none", text)));
    }
}
