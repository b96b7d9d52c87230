namespace Hub.Channels.Mail.Reports;

/// <summary>
/// The text of a bounce that has no delivery status, as qmail, exim, Postfix, Gmail, Yahoo, Exchange and others write it: what stands before
/// the returned mail, and whom it names. An address at the beginning of a line, in angle brackets or alone, is a recipient; what follows up
/// to the next one is said of it.
/// </summary>
internal sealed class BounceNotice
{
    private const int MostChars = 64 * 1024;
    private const int MostLines = 1_000;

    private static readonly string[] Dividers =
        ["original", "copy of", "below this line", "message header", "returned", "enclosed", "原邮件", "原始邮件"];

    private static readonly string[] Headers =
        ["Received:", "Return-Path:", "Message-ID:", "DKIM-Signature:", "MIME-Version:", "X-Received:", "Delivered-To:"];

    private readonly List<string> _lines = [];

    public BounceNotice(string text)
    {
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, MostChars)).EnumerateLines())
        {
            if (_lines.Count == MostLines || Divides(line)) break;
            _lines.Add(line.ToString());
        }

        Text = string.Join('\n', _lines);
    }

    /// <summary>What stands before the returned mail.</summary>
    public string Text { get; }

    /// <summary>The recipients that it names by lines of their own, each with what is said of it.</summary>
    public IEnumerable<(string Address, string Said)> Recipients()
    {
        string? address = null;
        var from = 0;
        for (var i = 0; i < _lines.Count; i++)
        {
            if (Named(_lines[i]) is not { } named) continue;
            if (address is not null) yield return (address, Said(from, i));
            (address, from) = (named, i);
        }

        if (address is not null) yield return (address, Said(from, _lines.Count));
    }

    /// <summary>The first address anywhere in it, or null.</summary>
    public string? AnyAddress() => Text
        .Split([' ', '\n', '\t', ',', ';', '='], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.Contains('@', StringComparison.Ordinal))
        .Select(ReportedAddress.Clean).FirstOrDefault(address => address is not null);

    private string Said(int from, int to) => string.Join(' ', _lines.GetRange(from, to - from).Select(line => line.Trim()));

    /// <summary><c>&lt;ann@example.org&gt;: host said ...</c>, or an address and nothing else.</summary>
    private static string? Named(string line)
    {
        var text = line.Trim();
        if (text.StartsWith('<') && text.IndexOf('>', StringComparison.Ordinal) is > 0 and var end) return ReportedAddress.Clean(text[..end]);
        return text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) && !text.StartsWith('[')
            ? ReportedAddress.Clean(text)
            : null;
    }

    private static bool Divides(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart("> \t");
        foreach (var header in Headers)
            if (text.StartsWith(header, StringComparison.OrdinalIgnoreCase)) return true;
        if (!text.StartsWith("--")) return false;
        foreach (var divider in Dividers)
            if (text.Contains(divider, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
