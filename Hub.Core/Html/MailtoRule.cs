namespace Hub.Core.Html;

/// <summary>A mailto link (RFC 6068) keeps its addresses and subject; a body, copies or attachments go.</summary>
internal static class MailtoRule
{
    public static string? Clean(string text)
    {
        var parts = text["mailto:".Length..].Split('?', 2);
        if (!parts[0].Contains('@', StringComparison.Ordinal) || parts[0].Length > 1000 || !parts[0].All(IsAddressChar) || BreaksLine(parts[0]))
            return null;
        var subject = parts.Length < 2
            ? null
            : parts[1].Split('&').FirstOrDefault(p => p.StartsWith("subject=", StringComparison.OrdinalIgnoreCase));
        var value = subject is null ? "" : Uri.EscapeDataString(Unescape(subject["subject=".Length..]));
        return "mailto:" + parts[0] + (value.Length is 0 or > 1000 || BreaksLine(value) ? "" : "?subject=" + value);
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value);

    private static bool BreaksLine(string value) =>
        value.Contains("%0", StringComparison.Ordinal);

    private static bool IsAddressChar(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=^_{|}~.@,".Contains(c, StringComparison.Ordinal);
}
