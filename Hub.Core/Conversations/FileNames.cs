using System.Globalization;
using System.Text;

namespace Hub.Core.Conversations;

/// <summary>Makes a sender's file name fit to be shown: it is display text and never becomes a path.</summary>
public static class FileNames
{
    private const int MaxLength = 180;

    /// <summary>The last part of any path, without control, format (zero-width, direction) and reserved characters; never empty.</summary>
    public static string Clean(string name)
    {
        var shown = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                shown.Append(rune);
        var text = shown.ToString();
        text = text[(text.LastIndexOfAny(['/', '\\']) + 1)..];
        text = string.Concat(text.Select(c => c is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c)).Trim(' ', '.');
        if (text.Length > MaxLength) text = Shorten(text);
        return text.Length == 0 ? "file" : text;
    }

    /// <summary>Cuts the stem, so that the extension, by which people judge a file, stays.</summary>
    private static string Shorten(string text)
    {
        var extension = Path.GetExtension(text);
        if (extension.Length > 16) extension = "";
        var stem = text[..(MaxLength - extension.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + extension;
    }
}
