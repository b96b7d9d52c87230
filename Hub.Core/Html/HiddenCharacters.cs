using System.Buffers;

namespace Hub.Core.Html;

/// <summary>
/// Characters that make a reader see something else than what is written (Unicode Technical Report 36; "Trojan Source"): they turn the
/// order of letters, or split a word without a trace. Where others' text is shown, a visible mark stands for them. Joiners and direction
/// marks that scripts need stay.
/// </summary>
public static class HiddenCharacters
{
    /// <summary>What stands for each: U+FFFD.</summary>
    public const char Mark = '\ufffd';

    private const string Overrides = "\u202d\u202e";
    private const string Invisible = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e";

    private static readonly SearchValues<char> All = SearchValues.Create(Overrides + Invisible);

    /// <summary>
    /// The text with marks for overrides of direction, and for invisible characters between two Latin letters or digits, where no
    /// writing needs them.
    /// </summary>
    public static string Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(All) ? string.Create(text.Length, text, Fill) : text;
    }

    private static void Fill(Span<char> shown, string text)
    {
        for (var i = 0; i < text.Length; i++)
            shown[i] = All.Contains(text[i]) && (Overrides.Contains(text[i], StringComparison.Ordinal) || SplitsWord(text, i)) ? Mark : text[i];
    }

    private static bool SplitsWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);
}
