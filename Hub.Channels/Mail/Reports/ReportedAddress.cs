namespace Hub.Channels.Mail.Reports;

/// <summary>Addresses as reports write them: <c>rfc822; ann@example.org</c> (RFC 3464 section 2.3.1), and less orderly.</summary>
internal static class ReportedAddress
{
    /// <summary>The address of a field, or null where it holds none.</summary>
    public static string? OfField(string? raw)
    {
        if (raw is null) return null;
        var address = raw[(raw.IndexOf(';', StringComparison.Ordinal) + 1)..];
        var comment = address.IndexOf('(', StringComparison.Ordinal);
        return Clean(comment < 0 ? address : address[..comment]);
    }

    /// <summary>The address that a word is, or null.</summary>
    public static string? Clean(string word)
    {
        const int longest = 254;
        var address = word.Trim(' ', '\t', '<', '>', '"', '\'', ':', ';', ',', '.', '(', ')', '[', ']');
        // a source route (RFC 5321 appendix C)
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) address = address[(colon + 1)..];
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= longest && !address.AsSpan().ContainsAny(" \t<>\"") ? address : null;
    }
}
