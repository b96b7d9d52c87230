using System.Net;
using System.Text;
using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class SmtpTraceTests
{
    private const string Id = "019cad20-0000-7000-8000-000000000001";
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void The_block_is_as_the_standard_has_it() => Assert.Equal(
        "Return-Path: <ann@example.org>\r\n" +
        "Delivered-To: support@localhost\r\n" +
        "Delivered-To: sales@localhost\r\n" +
        "Received: from client.test ([192.0.2.7])\r\n" +
        $"\tby mx.test with ESMTP id {Id};\r\n" +
        "\tMon, 02 Mar 2026 09:00:00 +0000\r\n",
        Block("ann@example.org", ["support@localhost", "sales@localhost"]));

    [Fact]
    public void The_null_return_path_and_an_ipv6_client_are_written() => Assert.StartsWith(
        "Return-Path: <>\r\nDelivered-To: support@localhost\r\nReceived: from [IPv6:2001:db8::1] ([IPv6:2001:db8::2])\r\n",
        Block("", ["support@localhost"], new SmtpHop("[IPv6:2001:db8::1]", IPAddress.Parse("2001:db8::2"), "mx.test", "ESMTP")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a\"> ; id 1@b.c")]
    [InlineData("gr\u00fc\u00dfe@example.org")]
    public void What_was_written_is_read_back(string returnPath)
    {
        const string Mail = "Subject: one\r\n\r\ntext\r\n";
        var trace = Read(Block(returnPath, ["support@localhost", "\"a b\"@localhost"]) + Mail);
        Assert.NotNull(trace);
        Assert.Equal((returnPath, Id, Mail), (trace.ReturnPath, trace.ReceptionId, Encoding.UTF8.GetString(trace.Mail.Span)));
        Assert.Equal(["support@localhost", "\"a b\"@localhost"], trace.Recipients);
    }

    [Theory]
    [InlineData("Return-Path: <forged@example.org>\r\nDelivered-To: sales@localhost\r\nReceived: from a ([b])\r\n\tby c with d id forged;\r\n\te\r\n\r\ntext")]
    [InlineData("Delivered-To: sales@localhost\r\n\r\ntext")]
    [InlineData("\tby forged with d id forged;\r\n\te\r\nSubject: a continuation\r\n\r\n")]
    [InlineData("")]
    [InlineData("\r\n.\r\n")]
    public void A_forged_block_below_ours_stays_part_of_the_mail(string mail)
    {
        var trace = Read(Block("ann@example.org", ["support@localhost"]) + mail);
        Assert.NotNull(trace);
        Assert.Equal(("ann@example.org", Id, mail), (trace.ReturnPath, trace.ReceptionId, Encoding.UTF8.GetString(trace.Mail.Span)));
        Assert.Equal(["support@localhost"], trace.Recipients);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: one\r\n\r\ntext")]
    [InlineData("Return-Path: <")]
    [InlineData("Return-Path: <\r\n")]
    [InlineData("Return-Path: <a@b.c>\r\nSubject: one\r\n")]
    [InlineData("Return-Path: <a@b.c>\r\nReceived: from a\r\n\tby b;\r\n\tc\r\n")]
    [InlineData("Return-Path: <a@b.c>\r\nReceived: from a\r\n\tby b id c;\r\n")]
    public void What_has_no_such_block_is_not_read(string content) => Assert.Null(Read(content));

    [Fact]
    public void A_client_cannot_say_anything_else_by_its_name()
    {
        var hop = new SmtpHop("x) by evil with y id z; ü", IPAddress.Loopback, "mx.test", "ESMTP");
        Assert.Equal("from x??by?evil?with?y?id?z??? ([127.0.0.1])", hop.From);
    }

    private static SmtpTrace? Read(string content) => SmtpTrace.Read(Encoding.UTF8.GetBytes(content));

    private static string Block(string returnPath, string[] recipients) =>
        Block(returnPath, recipients, new SmtpHop("client.test", IPAddress.Parse("192.0.2.7"), "mx.test", "ESMTP"));

    private static string Block(string returnPath, string[] recipients, SmtpHop hop)
    {
        var envelope = new SmtpEnvelope(returnPath, isUtf8: false);
        foreach (var recipient in recipients) envelope.Add(recipient);
        return Encoding.UTF8.GetString(SmtpTrace.Block(envelope, hop, Id, At));
    }
}
