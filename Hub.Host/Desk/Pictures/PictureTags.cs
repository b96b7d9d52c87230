using System.Net;
using System.Text;

namespace Hub.Host.Desk.Pictures;

/// <summary>Gives the pictures of a sanitized mail the addresses at which the hub has them.</summary>
internal static class PictureTags
{
    // as the sanitizer writes them; in a text there is no such bracket
    private const string Embedded = "<img src=\"cid:";
    private const string Remote = "<img data-remote-src=\"";
    private const string Tag = "<img ";

    /// <summary>Whether pictures on other servers are withheld.</summary>
    public static bool HasRemote(string html) => html.Contains(Remote, StringComparison.Ordinal);

    /// <summary>The markup with addresses in place of what has one.</summary>
    /// <param name="html">The sanitizer's output, or a piece of it.</param>
    /// <param name="ofContentId">The address of the message's own picture, or null.</param>
    /// <param name="ofUrl">The address by which a picture elsewhere is had, or null where it is not asked for.</param>
    public static string Bind(string html, Func<string, string?> ofContentId, Func<string, string?> ofUrl)
    {
        var bound = new StringBuilder(html.Length);
        var at = 0;
        for (var tag = html.IndexOf(Tag, StringComparison.Ordinal); tag >= 0; tag = html.IndexOf(Tag, at, StringComparison.Ordinal))
        {
            bound.Append(html, at, tag - at);
            at = Bind(html, tag, Embedded, ofContentId, bound) ?? Bind(html, tag, Remote, ofUrl, bound) ?? tag + Tag.Length;
            if (at == tag + Tag.Length) bound.Append(Tag);
        }

        return bound.Append(html, at, html.Length - at).ToString();
    }

    private static int? Bind(string html, int tag, string start, Func<string, string?> addressOf, StringBuilder bound)
    {
        if (string.CompareOrdinal(html, tag, start, 0, start.Length) != 0) return null;
        var end = html.IndexOf('"', tag + start.Length);
        if (end < 0 || addressOf(WebUtility.HtmlDecode(html[(tag + start.Length)..end])) is not { } address) return null;
        bound.Append("<img src=\"").Append(WebUtility.HtmlEncode(address)).Append('"');
        return end + 1;
    }
}
