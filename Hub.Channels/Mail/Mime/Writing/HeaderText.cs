using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>Free text in a header: a subject or a display name, plain where it can be, else as encoded words (RFC 2047).</summary>
internal static class HeaderText
{
    private const int LongestPlainWord = 60;

    /// <summary>
    /// What stands in one line: control characters, line and paragraph separators become spaces (encoded, they would come to life again
    /// in the reader), halves of surrogate pairs U+FFFD, white space at the ends goes.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        return line.ToString().Trim();
    }

    /// <summary>Writes unstructured text.</summary>
    public static void Write(HeaderWriter header, string text)
    {
        var line = OneLine(text);
        if (!IsPlain(line)) EncodedWordWriter.Write(header, line);
        else foreach (var word in line.Split(' ')) header.Piece(word);
    }

    /// <summary>Writes a display name: atoms, a quoted string, or encoded words.</summary>
    public static void WritePhrase(HeaderWriter header, string name)
    {
        if (!IsPlain(name)) EncodedWordWriter.Write(header, name);
        else if (name.All(IsAtomOrSpace)) foreach (var word in name.Split(' ')) header.Piece(word);
        else if (name.Length <= LongestPlainWord) header.Piece(Quoted(name));
        else EncodedWordWriter.Write(header, name);
    }

    /// <summary>A quoted string (RFC 5322 section 3.2.4) of printable ASCII.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Printable ASCII in words that fold, with single spaces between them, and nothing that reads as an encoded word.</summary>
    private static bool IsPlain(string line) =>
        Ascii.IsValid(line)
        && !line.Contains("=?", StringComparison.Ordinal)
        && line.Split(' ').All(word => word.Length is > 0 and <= LongestPlainWord);

    private static bool IsAtomOrSpace(char c) =>
        c == ' ' || char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
}
