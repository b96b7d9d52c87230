using System.Text;
using Hub.Core.Arrivals;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Takes a mail apart at its boundaries (RFC 2046 section 5.1), in one pass over its bytes and without recursion. The open multiparts are
/// a stack. Only lines that begin with two hyphens are looked at; such a line belongs to the innermost multipart whose boundary it is,
/// and ends those within. A line is compared to at most <see cref="MimeLimits.MaxDepth"/> boundaries, none longer than the line.
/// </summary>
internal sealed class MimeTree
{
    private readonly ReadOnlyMemory<byte> _mail;
    private readonly MailNotes _notes;
    private readonly List<(MimePart Part, byte[] Boundary)> _open = [];
    private MimePart? _leaf;
    private int _parts;

    private MimeTree(ReadOnlyMemory<byte> mail, MailNotes notes)
    {
        _mail = mail;
        _notes = notes;
    }

    /// <summary>The part at the root.</summary>
    /// <exception cref="UnreadableInputException">It has too many parts, or a header exceeds the limits.</exception>
    public static MimePart Read(ReadOnlyMemory<byte> mail, MailNotes notes)
    {
        var tree = new MimeTree(mail, notes);
        var start = mail.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var root = tree.Begin(start, null, out var at);
        tree.Scan(at);
        return root;
    }

    private void Scan(int at)
    {
        while (_open.Count > 0 && NextDelimiter(at) is { } found)
        {
            CloseTo(found.Level, found.Start);
            if (!found.Closes)
            {
                Begin(found.Next, _open[^1].Part, out at);
                continue;
            }
            Close(_open[^1].Part, found.Start);
            _open.RemoveAt(_open.Count - 1);
            at = found.Next;
        }

        if (_open.Count > 0) _notes.Add(MailFlags.TruncatedStructure);
        while (_open.Count > 0)
        {
            Close(_open[^1].Part, _mail.Length);
            _open.RemoveAt(_open.Count - 1);
        }
    }

    /// <summary>Begins a part, and answers where its body is to be scanned.</summary>
    private MimePart Begin(int start, MimePart? parent, out int body)
    {
        if (++_parts > MimeLimits.MaxParts) throw new UnreadableInputException("it has too many parts");
        var part = new MimePart(_mail, HeaderBlock.Read(_mail, start, out body), body, parent);
        parent?.Children.Add(part);
        Protection.Note(part, _notes);
        _leaf = part;
        if (!part.IsMultipart) return part;

        var boundary = Encoding.UTF8.GetBytes(part.Boundary?.TrimEnd() ?? "");
        if (boundary.Length is 0 or > MimeLimits.MaxBoundaryBytes)
        {
            _notes.Add(MailFlags.BadBoundary);
            part.TakeAsText();
        }
        else if (part.Depth >= MimeLimits.MaxDepth)
        {
            _notes.Add(MailFlags.TruncatedStructure);
        }
        else
        {
            _open.Add((part, boundary));
            _leaf = null;
        }
        return part;
    }

    /// <summary>Ends what lies within the multipart of this level.</summary>
    private void CloseTo(int level, int at)
    {
        _leaf?.End(at);
        _leaf = null;
        while (_open.Count > level + 1)
        {
            _notes.Add(MailFlags.TruncatedStructure);
            Close(_open[^1].Part, at);
            _open.RemoveAt(_open.Count - 1);
        }
    }

    /// <summary>Ends a multipart. One without parts is shown as text.</summary>
    private void Close(MimePart part, int at)
    {
        part.End(at);
        if (part.Children.Count > 0) return;
        if (!part.Body.Span.Trim(" \t\r\n"u8).IsEmpty) _notes.Add(MailFlags.BadBoundary);
        part.TakeAsText();
    }

    /// <summary>The next delimiter line from a line's start on: where the text before it ends, where the next line begins.</summary>
    private (int Level, int Start, int Next, bool Closes)? NextDelimiter(int at)
    {
        var bytes = _mail.Span;
        while (at < bytes.Length)
        {
            if (!bytes[at..].StartsWith("--"u8))
            {
                var found = bytes[at..].IndexOf("\n--"u8);
                if (found < 0) return null;
                at += found + 1;
            }
            var end = bytes[at..].IndexOf((byte)'\n');
            var next = end < 0 ? bytes.Length : at + end + 1;
            if (Match(bytes[(at + 2)..next].TrimEnd(" \t\r\n"u8)) is { } match)
            {
                // the line break before a delimiter is part of the delimiter
                var start = at > 0 && bytes[at - 1] == '\n' ? at - 1 : at;
                if (start < at && start > 0 && bytes[start - 1] == '\r') start--;
                return (match.Level, start, next, match.Closes);
            }
            at = next;
        }
        return null;
    }

    private (int Level, bool Closes)? Match(ReadOnlySpan<byte> line)
    {
        for (var level = _open.Count - 1; level >= 0; level--)
        {
            var boundary = _open[level].Boundary;
            if (line.Length < boundary.Length || !line.StartsWith(boundary)) continue;
            var rest = line[boundary.Length..];
            if (rest.IsEmpty) return (level, false);
            if (rest.SequenceEqual("--"u8)) return (level, true);
        }
        return null;
    }
}
