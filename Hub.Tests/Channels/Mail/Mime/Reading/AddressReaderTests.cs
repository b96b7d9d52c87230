using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Arrivals;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

public sealed class AddressReaderTests
{
    [Theory]
    [InlineData("ann@example.org", "|ann@example.org")]
    [InlineData("<ann@example.org>", "|ann@example.org")]
    [InlineData("Ann Lee <ann@example.org>", "Ann Lee|ann@example.org")]
    [InlineData("\"Lee, Ann \\\"A\\\"\" <ann@example.org>", "Lee, Ann \"A\"|ann@example.org")]
    [InlineData("ann@example.org (Ann Lee)", "Ann Lee|ann@example.org")]
    [InlineData("Ann <@relay.example,@other.example:ann@example.org>", "Ann|ann@example.org")]
    [InlineData("ann @ example . org", "|ann@example.org")]
    [InlineData("Ann Lee ann@example.org", "Ann Lee|ann@example.org")]
    [InlineData("Ann <ann(comment)@example.org>", "Ann|ann@example.org")]
    [InlineData("=?utf-8?q?J=C3=B6rg?= <j@example.org>", "Jörg|j@example.org")]
    [InlineData("=?utf-8?q?a=40evil.example?= <j@example.org>", "a@evil.example|j@example.org")]
    [InlineData("Jörg <jörg@exämple.org>", "Jörg|jörg@exämple.org")]
    [InlineData("a@example.org, b@example.org; c@example.org", "|a@example.org", "|b@example.org", "|c@example.org")]
    [InlineData("Friends: a@example.org, B <b@example.org>;, c@example.org", "|a@example.org", "B|b@example.org", "|c@example.org")]
    [InlineData("\"Ann Lee\" ann@example.org", "Ann Lee|ann@example.org")]
    [InlineData("\"ceo@bank.example\" a@example.org", "ceo@bank.example|a@example.org")]
    [InlineData("\"ann lee\"@example.org", "|\"ann lee\"@example.org")]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("just words")]
    [InlineData("\"a@example.org\"")]
    [InlineData("")]
    public void Lists_are_read(string raw, params string[] expected) =>
        Assert.Equal(expected, new AddressReader(raw).Read().Select(box => $"{box.Name}|{box.Address}"));

    [Theory]
    [InlineData("From: <attacker@evil.example>:<ceo@bank.example>", 2)]
    [InlineData("From: <attacker@evil.example> <ceo@bank.example>", 2)]
    [InlineData("From: <attacker@evil.example> ceo@bank.example", 1)]
    [InlineData("From: a@example.org, b@example.org", 2)]
    [InlineData("From: a@example.org\nFrom: b@example.org", 2)]
    [InlineData("From: a@example.org b@example.org", 1)]
    [InlineData("From: a@example.org\nSender: b@example.org\nResent-From: c@example.org", 1)]
    [InlineData("Subject: nobody", 0)]
    public void E02_anything_but_one_sender_is_flagged(string header, int senders)
    {
        var read = Read($"{header}\n\nHello\n");
        Assert.Equal(senders, read.Senders.Count);
        Assert.Contains(MailFlags.AmbiguousSender, read.Flags);
    }

    [Theory]
    [InlineData("From: \"ceo@bank.example\" <a@example.org>", "a@example.org")]
    [InlineData("From: a@example.org (ceo@bank.example)", "a@example.org")]
    [InlineData("From: <@relay.example:a@example.org>", "a@example.org")]
    [InlineData("From: a@example.org\nSender: list@example.net", "a@example.org")]
    public void E03_names_comments_and_routes_are_no_senders(string header, string address)
    {
        var read = Read($"{header}\n\nHello\n");
        Assert.Equal(address, Assert.Single(read.Senders).Address);
        Assert.DoesNotContain(MailFlags.AmbiguousSender, read.Flags);
    }

    [Fact]
    public void E03_a_nul_in_the_sender_is_unreadable() =>
        Assert.Throws<UnreadableInputException>(() => Read("From: ceo@bank.example\0@evil.example\n\nHello\n"));

    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData(" @")]
    [InlineData(":")]
    [InlineData("a ")]
    [InlineData("<\"")]
    [InlineData("\\")]
    public void Repeated_pieces_cost_in_proportion_to_their_length(string piece)
    {
        var raw = Times(piece, 64 * 1024 / piece.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new AddressReader(raw).Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }
}
