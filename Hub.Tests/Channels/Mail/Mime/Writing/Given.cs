using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Writing;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

/// <summary>Mails to be written, with everything that a test does not care about filled in.</summary>
public static class Given
{
    public const string MessageId = "0197.token@hub.example.org";

    public static OutgoingMail Mail() => new()
    {
        From = new MailAddress("Support", "support@example.org"),
        To = [new MailAddress(null, "ann@example.com")],
        Subject = "Your order",
        MessageId = MessageId,
        Date = new DateTimeOffset(2026, 3, 2, 9, 5, 7, TimeSpan.Zero),
        Text = "Hello Ann,\nit is on its way.\n",
    };

    public static OutboundAttachment File(string name, string type, byte[] content) =>
        new(name, type, content.Length, _ => Task.FromResult<Stream>(new MemoryStream(content, writable: false)));

    public static async Task<byte[]> WrittenAsync(OutgoingMail mail)
    {
        using var target = new MemoryStream();
        await MailWriter.WriteAsync(mail, target, TestContext.Current.CancellationToken);
        var octets = target.ToArray();
        AssertWellFormed(octets);
        return octets;
    }

    public static async Task<IndependentMail> ReadBackAsync(OutgoingMail mail)
    {
        var read = await IndependentReader.ReadAsync(await WrittenAsync(mail), TestContext.Current.CancellationToken);
        Assert.Empty(read.Defects);
        return read;
    }

    /// <summary>What holds of every mail: lines of CRLF within 998 octets, no control characters, headers that are folded at 78.</summary>
    private static void AssertWellFormed(byte[] octets)
    {
        var lines = Encoding.UTF8.GetString(octets).Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.DoesNotContain('\r', line);
            Assert.DoesNotContain('\n', line);
            Assert.True(Encoding.UTF8.GetByteCount(line) <= 998, "a line is longer than 998 octets");
        });
        Assert.All(lines.TakeWhile(line => line.Length > 0), line =>
        {
            Assert.DoesNotContain(line, char.IsControl);
            Assert.NotEqual("", line.Trim());
            Assert.True(line.Length <= 78 || line.TrimStart().Count(c => c == ' ') <= 1, $"this could have been folded: {line}");
        });
        Assert.Equal("", lines[^1]);
    }
}
