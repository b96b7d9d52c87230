using System.Text;
using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class SmtpCommandTests
{
    [Theory]
    [InlineData("EHLO client.test", "Ehlo", "client.test")]
    [InlineData("mail FROM:<a@b.c> SIZE=1 ", "Mail", "FROM:<a@b.c> SIZE=1")]
    [InlineData("StartTLS", "StartTls", "")]
    [InlineData("NOOP  two  words", "Noop", "two  words")]
    [InlineData("", "Unknown", "")]
    [InlineData("GET / HTTP/1.1", "Unknown", "/ HTTP/1.1")]
    [InlineData("Unknown", "Unknown", "")]
    [InlineData("5", "Unknown", "")]
    public void A_line_is_a_command_and_its_argument(string line, string verb, string argument) =>
        Assert.Equal(new SmtpCommand(Enum.Parse<SmtpVerb>(verb), argument), SmtpCommand.Read(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("NOOP\rMAIL FROM:<a@b.c>")]
    [InlineData("NOOP\0")]
    [InlineData("NOOP\t")]
    [InlineData("NOOP\u007f")]
    public void A_line_with_a_control_character_is_no_command(string line) => Assert.Null(SmtpCommand.Read(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void A_line_that_is_not_utf8_is_no_command() => Assert.Null(SmtpCommand.Read("NOOP gr\u00fc"u8[..^1]));

    [Theory]
    [InlineData("FROM:<a@b.c>", "a@b.c", "")]
    [InlineData("from: <a@b.c>  SIZE=1 BODY=7BIT", "a@b.c", "SIZE=1 BODY=7BIT")]
    [InlineData("FROM:<>", "", "")]
    [InlineData("FROM:<@relay.one,@relay.two:a@b.c>", "a@b.c", "")]
    [InlineData("FROM:<\"a > b\\\" <\"@b.c>", "\"a > b\\\" <\"@b.c", "")]
    [InlineData("FROM:<a@[IPv6:::1]>", "a@[IPv6:::1]", "")]
    [InlineData("FROM:<gr\u00fc\u00dfe@b.c>", "gr\u00fc\u00dfe@b.c", "")]
    public void A_path_is_read(string argument, string address, string parameters) =>
        Assert.Equal(new SmtpPath(address, parameters, null), SmtpPath.Read(argument, "FROM:"));

    [Theory]
    [InlineData("", 1)]
    [InlineData("TO:<a@b.c>", 1)]
    [InlineData("FROM:a@b.c", 6)]
    [InlineData("FROM:<a@b.c", 12)]
    [InlineData("FROM:<a@b.c>SIZE=1", 13)]
    [InlineData("FROM:<a b@c.d>", 8)]
    [InlineData("FROM:<a@b.c,d@e.f>", 12)]
    [InlineData("FROM:<<a@b.c>", 7)]
    [InlineData("FROM:<\"a@b.c>", 14)]
    public void A_path_that_cannot_be_read_is_refused_with_its_place(string argument, int place) =>
        Assert.StartsWith($"Character {place} after the command: ", SmtpPath.Read(argument, "FROM:").Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("a@b.c", true)]
    [InlineData("a@b@c.d", true)]
    [InlineData("postmaster", false)]
    [InlineData("@b.c", false)]
    [InlineData("a@", false)]
    public void A_mailbox_has_a_local_part_and_a_domain(string address, bool expected) =>
        Assert.Equal(expected, new SmtpPath(address, "", null).IsMailbox);

    [Fact]
    public void An_address_is_at_most_254_bytes_long()
    {
        var domain = new string('d', 250);
        Assert.Null(SmtpPath.Read($"TO:<a@{domain}xx>", "TO:").Fault);
        Assert.NotNull(SmtpPath.Read($"TO:<a@{domain}xxx>", "TO:").Fault);
    }
}
