namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Reads message ids (RFC 5322 section 3.6.4).</summary>
internal static class MessageIds
{
    /// <summary>The id of a mail, without angle brackets; null where it has none that is usable.</summary>
    public static string? Own(HeaderFields headers)
    {
        if (headers.Find("Message-ID") is not { } field) return null;
        var raw = field.Raw;
        var ids = new List<string>();
        Read(raw, ids);
        var id = ids.Count > 0 ? ids[0] : raw.Trim(' ', '<', '>');
        return id.Length is 0 or > MimeLimits.MaxIdChars ? null : HeaderText.OneLine(id);
    }

    /// <summary>What it answers, then what came before, the newest first.</summary>
    public static IReadOnlyList<string> Referred(HeaderFields headers)
    {
        var ids = new List<string>();
        if (headers.Find("In-Reply-To") is { } answered) Read(answered.Raw, ids);
        var earlier = new List<string>();
        if (headers.Find("References") is { } references) Read(references.Raw, earlier);
        earlier.Reverse();
        return [.. ids.Concat(earlier).Distinct(StringComparer.Ordinal).Take(MimeLimits.MaxReferences)];
    }

    /// <summary>What stands in angle brackets; where there are none, the words that look like an id.</summary>
    private static void Read(string raw, List<string> ids)
    {
        var rest = raw.AsSpan();
        var bracketed = rest.Contains('<');
        while (!rest.IsEmpty)
        {
            var start = bracketed ? rest.IndexOf('<') + 1 : 0;
            if (bracketed && start == 0) return;
            rest = rest[start..];
            var end = rest.IndexOfAny(bracketed ? ">" : " ,\t");
            var id = (end < 0 ? rest : rest[..end]).Trim();
            if (id.Length is > 0 and <= MimeLimits.MaxIdChars && (bracketed ? end >= 0 : id.Contains('@'))) ids.Add(HeaderText.OneLine(id.ToString()));
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }
}
