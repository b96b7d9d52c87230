using System.Text;
using System.Text.Unicode;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>A command line, split (RFC 5321 section 4.1.1).</summary>
/// <param name="Verb">The command.</param>
/// <param name="Argument">What follows it, without the spaces around.</param>
internal readonly record struct SmtpCommand(SmtpVerb Verb, string Argument)
{
    private static readonly Dictionary<string, SmtpVerb> Verbs =
        Enum.GetValues<SmtpVerb>().Skip(1).ToDictionary(verb => verb.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a line without its CRLF.</summary>
    /// <returns>Null where it is no text: not UTF-8, or with a control character, of which a CR alone is the one that smugglers use.</returns>
    public static SmtpCommand? Read(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line) || line.ContainsAnyInRange((byte)0, (byte)0x1F) || line.Contains((byte)0x7F)) return null;
        var text = Encoding.UTF8.GetString(line);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, argument) = space < 0 ? (text, "") : (text[..space], text[space..].Trim(' '));
        return new SmtpCommand(Verbs.GetValueOrDefault(word), argument);
    }
}
