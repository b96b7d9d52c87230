namespace Hub.Channels.Mail.Imap;

/// <summary>Cuts a response into tokens. Pure; lists are not built but counted, so that no depth of them needs a stack.</summary>
internal static class ImapTokenizer
{
    private const int MostTokens = 10_000;
    private const int Deepest = 100;

    /// <summary>Reads the rest of a response.</summary>
    /// <param name="parts">Its lines without their ends and, between two of them, the literal that stands there.</param>
    /// <param name="start">Where in the first line to begin.</param>
    /// <exception cref="MailStoreBrokenException">This is no IMAP, or more than anybody has reason to say.</exception>
    public static List<ImapToken> Read(IReadOnlyList<ReadOnlyMemory<byte>> parts, int start)
    {
        var tokens = new List<ImapToken>();
        var depth = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            if (part % 2 == 1) tokens.Add(new(ImapTokenKind.String, parts[part]));
            else depth = ReadLine(parts[part], part == 0 ? start : 0, depth, tokens);
            if (tokens.Count > MostTokens) throw MailStoreBrokenException.Garbled();
        }

        return depth == 0 ? tokens : throw MailStoreBrokenException.Garbled();
    }

    private static int ReadLine(ReadOnlyMemory<byte> line, int at, int depth, List<ImapToken> tokens)
    {
        while (at < line.Length)
        {
            switch (line.Span[at])
            {
                case (byte)' ':
                    at++;
                    break;
                case (byte)'(':
                    tokens.Add(new(ImapTokenKind.Open, default));
                    if (++depth > Deepest) throw MailStoreBrokenException.Garbled();
                    at++;
                    break;
                case (byte)')':
                    tokens.Add(new(ImapTokenKind.Close, default));
                    if (--depth < 0) throw MailStoreBrokenException.Garbled();
                    at++;
                    break;
                case (byte)'"':
                    at = ReadQuoted(line, at + 1, tokens);
                    break;
                default:
                    var end = EndOfAtom(line.Span, at);
                    tokens.Add(new(ImapTokenKind.Atom, line[at..end]));
                    at = end;
                    break;
            }
        }

        return depth;
    }

    private static int ReadQuoted(ReadOnlyMemory<byte> line, int at, List<ImapToken> tokens)
    {
        var bytes = line.Span;
        var text = new List<byte>();
        for (; at < bytes.Length && bytes[at] != '"'; at++)
        {
            if (bytes[at] == '\\' && ++at == bytes.Length) break;
            text.Add(bytes[at]);
        }

        if (at >= bytes.Length) throw MailStoreBrokenException.Garbled();
        tokens.Add(new(ImapTokenKind.String, text.ToArray()));
        return at + 1;
    }

    /// <summary>What stands in brackets belongs to the word before, blanks and all, as in <c>BODY[HEADER.FIELDS (TO)]</c>.</summary>
    private static int EndOfAtom(ReadOnlySpan<byte> bytes, int at)
    {
        var inBrackets = false;
        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == '[') inBrackets = true;
            else if (bytes[at] == ']') inBrackets = false;
            else if (!inBrackets && bytes[at] is (byte)' ' or (byte)'(' or (byte)')' or (byte)'"') break;
        }

        return at;
    }
}
