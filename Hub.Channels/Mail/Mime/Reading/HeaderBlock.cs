using System.Buffers;
using System.Text;
using Hub.Core.Arrivals;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Finds the fields of a header (RFC 5322 section 2.2) without copying them. A header ends with an empty line, or before the first line
/// that cannot belong to it, as mail servers have it: what follows is the body.
/// </summary>
internal static class HeaderBlock
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        Enumerable.Range(33, 94).Where(value => value != ':').Select(value => (byte)value).ToArray());

    /// <summary>Lists that grow with the number of people or of answers: cut to what is used of them, rather than refused.</summary>
    private static readonly string[] LongLists = ["To", "Cc", "Bcc", "Reply-To", "References", "In-Reply-To"];

    /// <summary>The header that begins at <paramref name="start"/>, and where its body begins.</summary>
    /// <exception cref="UnreadableInputException">The header exceeds the limits.</exception>
    public static HeaderFields Read(ReadOnlyMemory<byte> mail, int start, out int body)
    {
        var bytes = mail.Span;
        var fields = new List<HeaderField>(16);
        var (at, lines, size) = (start, 0, 0);
        while (at < bytes.Length)
        {
            var next = NextLine(bytes, at);
            var line = bytes[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                at = next;
                break;
            }
            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
            if (!IsName(name))
            {
                if (fields.Count > 0 || !IsSkippedAtStart(line)) break;
                at = next;
                continue;
            }

            var isList = IsLongList(name);
            var first = lines++;
            var end = next;
            while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t')
            {
                end = NextLine(bytes, end);
                if (!isList) Check(lines++, size + (end - at), end - at);
            }
            var value = mail[(at + colon + 1)..end];
            if (isList)
            {
                lines = first + 1;
                value = Cut(value, name);
            }
            size += name.Length + value.Length;
            Check(lines, size, value.Length);
            if (fields.Count == MimeLimits.MaxFields) throw new UnreadableInputException("its header has too many fields");
            fields.Add(new HeaderField(mail.Slice(at, name.Length), value));
            at = end;
        }
        body = at;
        return new HeaderFields(fields);
    }

    /// <summary>The header of an enclosed mail, for its subject only: empty where it cannot be read.</summary>
    public static HeaderFields Peek(ReadOnlyMemory<byte> mail)
    {
        try
        {
            return Read(mail, 0, out _);
        }
        catch (UnreadableInputException)
        {
            // the enclosed mail is a file all the same: it only stays without a name
            return new HeaderFields([]);
        }
    }

    private static int NextLine(ReadOnlySpan<byte> bytes, int at)
    {
        var end = bytes[at..].IndexOf((byte)'\n');
        return end < 0 ? bytes.Length : at + end + 1;
    }

    // a line that begins like a delimiter ends the header even if a colon follows: some programs leave out the empty line
    private static bool IsName(ReadOnlySpan<byte> name) => !name.IsEmpty && !name.StartsWith("--"u8) && !name.ContainsAnyExcept(NameBytes);

    /// <summary>The separator line of a mailbox file, and blanks in front of the first field.</summary>
    private static bool IsSkippedAtStart(ReadOnlySpan<byte> line) =>
        line.StartsWith("From "u8) || line.StartsWith(">From "u8) || (line[0] is (byte)' ' or (byte)'\t' && line.Contains((byte)':'));

    private static bool IsLongList(ReadOnlySpan<byte> name)
    {
        foreach (var list in LongLists)
            if (Ascii.EqualsIgnoreCase(name, list)) return true;
        return false;
    }

    /// <summary>Of receivers the first, of references the last, which are the newest.</summary>
    private static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> value, ReadOnlySpan<byte> name) =>
        value.Length <= MimeLimits.MaxFieldBytes ? value
        : Ascii.EqualsIgnoreCase(name, "References") ? value[^MimeLimits.MaxFieldBytes..]
        : value[..MimeLimits.MaxFieldBytes];

    private static void Check(int lines, int size, int field)
    {
        if (lines > MimeLimits.MaxHeaderLines) throw new UnreadableInputException("its header has too many lines");
        if (field > MimeLimits.MaxFieldBytes) throw new UnreadableInputException("a field of its header is too long");
        if (size > MimeLimits.MaxHeaderBytes) throw new UnreadableInputException("its header is too large");
    }
}
