using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>A reply to a command (RFC 5321 section 4.2).</summary>
/// <param name="Code">Three digits: 2yz done, 3yz go on, 4yz not now, 5yz never.</param>
/// <param name="Status">The enhanced status code (RFC 3463), such as <c>5.1.1</c>; null where a reply bears none (RFC 2034 section 4).</param>
/// <param name="Text">What it says, for people; a line feed begins another line of the reply. What is not printable ASCII leaves as
/// <c>?</c>, what is beyond the length of a line not at all.</param>
public sealed record SmtpReply(int Code, string? Status, string Text)
{
    /// <summary>RFC 5321 section 4.5.3.1.5: 512 octets with the code and CRLF.</summary>
    private const int MaxText = 480;

    internal bool IsDone => Code is >= 200 and < 300;

    /// <summary>Whether the client was told that its command fails for good.</summary>
    internal bool IsRefusal => Code >= 500;

    /// <summary>Whether a mail is refused for its size.</summary>
    internal bool IsTooLarge => Code == 552;

    internal void WriteTo(IBufferWriter<byte> output)
    {
        var lines = Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = i < lines.Length - 1 ? '-' : ' ';
            var status = Status is null ? "" : Status + " ";
            var text = string.Create(CultureInfo.InvariantCulture, $"{Code}{mark}{status}{Printable(lines[i])}\r\n");
            Encoding.ASCII.GetBytes(text, output);
        }
    }

    private static string Printable(string line) => line.Length <= MaxText && !line.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? line
        : string.Concat(line.Take(MaxText).Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
}
