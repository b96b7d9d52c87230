using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// Which addresses may stand in a body, and how they are written: from their parsed parts, so that the host a browser connects to is the
/// host that is read. Credentials before the host go (<c>http://bank.example@evil.example</c>) and international names
/// are written in their ASCII form (RFC 5891), which tells a look-alike apart.
/// </summary>
internal static class UrlRule
{
    private static readonly SearchValues<char> ContentIdChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&*+-=?^_{|}~@");

    /// <summary>The target of a link: http, https or mailto; null for any other.</summary>
    public static string? Link(string value)
    {
        var text = Trim(value);
        return text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? MailtoRule.Clean(text) : Web(text);
    }

    /// <summary>An http or https address; null for any other.</summary>
    public static string? Web(string value)
    {
        var once = Canonical(Trim(value));
        // a form that would change when written again is one that two parsers may read differently
        return once is not null && Canonical(once) == once ? once : null;
    }

    /// <summary>The host of an address that <see cref="Web"/> returned.</summary>
    public static string HostOf(string web)
    {
        var start = web.IndexOf("//", StringComparison.Ordinal) + 2;
        return web[start..web.IndexOf('/', start)];
    }

    /// <summary>A picture that is part of the message (RFC 2392) or given inline; null for any other.</summary>
    public static string? EmbeddedImage(string value)
    {
        var text = Trim(value);
        if (text.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            return text.Length is > 4 and <= 998 && text.AsSpan(4).IndexOfAnyExcept(ContentIdChars) < 0 ? "cid:" + text[4..] : null;
        return DataImageRule.Clean(text);
    }

    private static string? Canonical(string text)
    {
        if (text.Length > HtmlLimits.MaxUrlChars)
            return null;
        if (text.StartsWith("//", StringComparison.Ordinal))
            text = "https:" + text;
        if (!HasWebScheme(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return null;
        if (AsciiHost(uri) is not { } host)
            return null;
        var clean = new StringBuilder(uri.Scheme).Append("://").Append(host);
        if (!uri.IsDefaultPort)
            clean.Append(':').Append(uri.Port);
        clean.Append(uri.PathAndQuery).Append(uri.Fragment);
        var url = clean.ToString();
        return url.Length <= HtmlLimits.MaxUrlChars && url.All(c => c is > ' ' and < '\x7f' and not ('"' or '<' or '>' or '\\' or '`'))
            ? url
            : null;
    }

    private static string? AsciiHost(Uri uri)
    {
        if (uri.HostNameType == UriHostNameType.IPv6)
            return "[" + uri.IdnHost + "]";
        if (uri.Host.Length == 0 || !uri.Host.All(c => c <= '\x7f' || char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark))
            return null;
        try
        {
            var host = uri.IdnHost.ToLowerInvariant();
            return host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? host : null;
        }
        catch (UriFormatException)
        {
            // the only way to learn that a name has no ASCII form
            return null;
        }
    }

    private static bool HasWebScheme(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>As browsers do (WHATWG URL, 4.4): tabs and line ends go anywhere, other controls and spaces at the ends.</summary>
    private static string Trim(string value)
    {
        if (value.AsSpan().IndexOfAny('\t', '\r', '\n') >= 0)
            value = string.Concat(value.Where(c => c is not ('\t' or '\r' or '\n')));
        int start = 0, end = value.Length;
        while (start < end && value[start] <= ' ')
            start++;
        while (end > start && value[end - 1] <= ' ')
            end--;
        return value[start..end];
    }
}
