using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>Puts an answer together from its lines. Pure.</summary>
internal sealed partial class SmtpAnswerReader
{
    /// <summary>The longest line that is read; RFC 5321 section 4.5.3.1.5 has 512.</summary>
    public const int MaxLine = 2048;

    private const int MaxLines = 200;

    private readonly List<string> _lines = [];
    private int _code;

    /// <summary>Takes a line without its end; the answer when it was the last one.</summary>
    /// <exception cref="SmtpBrokenException">This is no SMTP.</exception>
    public SmtpAnswer? Take(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || line[1..3].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw new SmtpBrokenException("the server did not speak SMTP");
        var code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        var separator = line.Length == 3 ? ' ' : (char)line[3];
        if (separator is not (' ' or '-') || (_lines.Count > 0 && code != _code) || _lines.Count == MaxLines)
            throw new SmtpBrokenException("the server's answer was garbled");
        _code = code;
        _lines.Add(Printable(Encoding.UTF8.GetString(line[Math.Min(4, line.Length)..])));
        return separator == '-' ? null : new SmtpAnswer(code, EnhancedOf(code, _lines[^1]), _lines);
    }

    /// <summary>It may be logged, so it must not move anybody's cursor.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;

    /// <summary>An enhanced code counts only where its class is that of the answer.</summary>
    private static string? EnhancedOf(int code, string text) =>
        Enhanced().Match(text) is { Success: true } match && match.ValueSpan[0] == (char)('0' + (code / 100)) ? match.Value : null;

    [GeneratedRegex(@"^[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")]
    private static partial Regex Enhanced();
}
