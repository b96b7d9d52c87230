namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Comments of structured fields (RFC 5322 section 3.2.2): in parentheses, nested.</summary>
internal static class Comment
{
    /// <summary>The place after the comment that opens at <paramref name="at"/>; the end of the text where it is never closed.</summary>
    public static int End(ReadOnlySpan<char> text, int at)
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '(') depth++;
            else if (text[at] == ')' && --depth == 0) return at + 1;
        }
        return text.Length;
    }
}
