using System.Text;

namespace Hub.Channels.Mail.Dkim;

/// <summary>The relaxed canonicalization of RFC 6376 sections 3.4.2 and 3.4.4: what servers on the way change harmlessly makes no difference.</summary>
internal static class DkimCanonical
{
    /// <summary>The fields of a header without the empty line behind it: each name in small letters, and the field in canonical form.</summary>
    public static IReadOnlyList<(string Name, string Canonical)> Fields(string head)
    {
        var fields = new List<(string, string)>();
        var start = 0;
        while (start < head.Length)
        {
            var end = EndOf(head, start);
            var canonical = Field(head[start..end]);
            fields.Add((canonical[..Math.Max(0, canonical.IndexOf(':', StringComparison.Ordinal))], canonical));
            start = end + 2;
        }

        return fields;
    }

    /// <summary>A field in canonical form, without CRLF at its end.</summary>
    public static string Field(string field)
    {
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return Squeezed(field);
        return field[..colon].Trim().ToLowerInvariant() + ":" + Squeezed(field[(colon + 1)..]);
    }

    /// <summary>A body in canonical form; its lines end with CRLF.</summary>
    public static byte[] Body(ReadOnlySpan<byte> body)
    {
        var canonical = new byte[body.Length + 2];
        int length = 0, kept = 0;
        while (body.Length > 0)
        {
            var end = body.IndexOf("\r\n"u8);
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 2)..];
            var before = length;
            length = Append(line, canonical, length);
            var isEmpty = length == before;
            canonical[length++] = (byte)'\r';
            canonical[length++] = (byte)'\n';
            // empty lines at the end do not count
            if (!isEmpty) kept = length;
        }

        return canonical[..kept];
    }

    /// <summary>Appends a line without blanks at its end, and with one for each run of them.</summary>
    private static int Append(ReadOnlySpan<byte> line, byte[] target, int length)
    {
        line = line.TrimEnd(" \t"u8);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is not ((byte)' ' or (byte)'\t')) target[length++] = line[i];
            else if (i == 0 || line[i - 1] is not ((byte)' ' or (byte)'\t')) target[length++] = (byte)' ';
        }

        return length;
    }

    private static int EndOf(string head, int start)
    {
        var end = start;
        while (true)
        {
            end = head.IndexOf("\r\n", end, StringComparison.Ordinal);
            if (end < 0) return head.Length;
            if (end + 2 >= head.Length || head[end + 2] is not (' ' or '\t')) return end;
            end += 2;
        }
    }

    private static string Squeezed(string value)
    {
        var squeezed = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (letter is '\r' or '\n') continue;
            if (letter is not (' ' or '\t')) squeezed.Append(letter);
            else if (squeezed.Length > 0 && squeezed[^1] != ' ') squeezed.Append(' ');
        }

        return squeezed.ToString().TrimEnd(' ');
    }
}
