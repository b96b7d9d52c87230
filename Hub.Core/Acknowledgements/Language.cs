namespace Hub.Core.Acknowledgements;

/// <summary>In which of the languages at hand somebody is answered.</summary>
internal static class Language
{
    private const int Looked = 500;

    /// <summary>The contact's own language where it is known, else that of the writing that the message is in, else the first.</summary>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="languageOf">The language of one of them.</param>
    /// <param name="ofContact">The contact's language, or null.</param>
    /// <param name="message">What was written, or null.</param>
    public static T Choose<T>(IReadOnlyList<T> texts, Func<T, string> languageOf, string? ofContact, string? message)
        where T : class
    {
        var wanted = ofContact is { Length: > 0 } tag ? tag.Split('-')[0] : OfWriting(message);
        return texts.FirstOrDefault(text => languageOf(text).Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? texts[0];
    }

    /// <summary>Chinese by its characters, unless those of another language that uses them are among them; else nothing is said.</summary>
    private static string? OfWriting(string? message)
    {
        var han = 0;
        foreach (var letter in message.AsSpan(0, Math.Min(message?.Length ?? 0, Looked)))
        {
            // kana, hangul
            if (letter is (>= '\u3040' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af')) return null;
            if (letter is >= '\u4e00' and <= '\u9fff') han++;
        }

        return han > 1 ? "zh" : null;
    }
}
