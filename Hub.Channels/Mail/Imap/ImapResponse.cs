using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>One response of a server (RFC 9051 section 7).</summary>
internal sealed record ImapResponse
{
    /// <summary>The tag of what is not the answer to a command.</summary>
    public const string Untagged = "*";

    /// <summary>The tag of a request to go on.</summary>
    public const string GoOn = "+";

    /// <summary>The tag of the command that it answers, <see cref="Untagged"/> or <see cref="GoOn"/>.</summary>
    public required string Tag { get; init; }

    /// <summary>What kind it is, in capitals: <c>OK</c>, <c>FETCH</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The number before its name, as in <c>12 EXISTS</c>.</summary>
    public uint Number { get; init; }

    /// <summary>What stands in brackets before the text of a status, as in <c>UIDVALIDITY 7</c>.</summary>
    public string Code { get; init; } = "";

    /// <summary>The text of a status or of a request to go on; may be logged at Debug, for it moves nobody's cursor.</summary>
    public string Text { get; init; } = "";

    /// <summary>What follows the name of what is no status.</summary>
    public IReadOnlyList<ImapToken> Tokens { get; init; } = [];

    /// <summary>Whether a command was carried out.</summary>
    public bool IsOk => Name == "OK";

    /// <summary>The first word of <see cref="Code"/>, in capitals.</summary>
    public string CodeName => Code.Split(' ')[0].ToUpperInvariant();

    /// <summary>Whether it is an untagged one of this name.</summary>
    public bool Is(string name) => Tag == Untagged && Name == name;

    /// <summary>Whether literals may stand in a response that begins so: in a status, braces are only text.</summary>
    public static bool MayHoldLiterals(ReadOnlySpan<byte> line) => Begin(line) is { Tag: Untagged } begun && !IsStatus(begun.Name);

    /// <summary>Reads one.</summary>
    /// <param name="parts">Its lines without their ends and, between two of them, the literal that stands there.</param>
    /// <exception cref="MailStoreBrokenException">This is no IMAP.</exception>
    public static ImapResponse Read(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var line = parts[0];
        var begun = Begin(line.Span);
        if (begun.Tag == GoOn) return new ImapResponse { Tag = GoOn, Text = Printable(line.Span[begun.End..]) };
        if (begun.Name.Length == 0) throw MailStoreBrokenException.Garbled();
        if (IsStatus(begun.Name)) return ReadStatus(begun, line.Span[begun.End..]);
        if (begun.Tag != Untagged) throw MailStoreBrokenException.Garbled();
        return new ImapResponse { Tag = begun.Tag, Name = begun.Name, Number = begun.Number, Tokens = ImapTokenizer.Read(parts, begun.End) };
    }

    private static ImapResponse ReadStatus(Beginning begun, ReadOnlySpan<byte> rest)
    {
        var text = Printable(rest);
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        return new ImapResponse
        {
            Tag = begun.Tag, Name = begun.Name, Code = end < 0 ? "" : text[1..end], Text = end < 0 ? text : text[(end + 1)..].TrimStart(),
        };
    }

    private static Beginning Begin(ReadOnlySpan<byte> line)
    {
        var at = 0;
        var tag = Word(line, ref at);
        if (tag == GoOn) return new Beginning(tag, "", 0, at);
        var name = Word(line, ref at);
        if (tag != Untagged || !uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new Beginning(tag, name.ToUpperInvariant(), 0, at);
        return new Beginning(tag, Word(line, ref at).ToUpperInvariant(), number, at);
    }

    private static string Word(ReadOnlySpan<byte> line, ref int at)
    {
        const int Longest = 100;
        var rest = line[at..];
        var end = rest.IndexOf((byte)' ');
        if (end < 0) end = rest.Length;
        if (end > Longest) throw MailStoreBrokenException.Garbled();
        at = Math.Min(line.Length, at + end + 1);
        return Encoding.Latin1.GetString(rest[..end]);
    }

    private static bool IsStatus(string name) => name is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
    }

    private readonly record struct Beginning(string Tag, string Name, uint Number, int End);
}
