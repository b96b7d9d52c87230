using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Core.Search;

/// <summary>
/// Cuts text into the words that the index knows, the same for both engines: folded runs of letters and digits, and each character of a
/// script that is written without spaces as a word of its own (both engines' own tokenizers find nothing for two-character words).
/// Addresses fall into their parts, which a query asks for in that order; numbers in groups are words in groups and in one.
/// </summary>
public static partial class SearchTokenizer
{
    /// <summary>The longest text that is taken in; what comes after is not found.</summary>
    public const int MostChars = 256 << 10;

    private const int LongestWord = 64;
    private const int FewestDigits = 6;
    private const int MostDigits = 17;

    /// <summary>The words of a text, each but the last followed by one space.</summary>
    public static string Words(string text)
    {
        var folded = Folded(text, MostChars);
        var words = new StringBuilder(folded.Length + (folded.Length >> 2));
        AppendWords(words, folded);
        foreach (var group in GroupedNumber().EnumerateMatches(folded))
            if (Digits(folded.AsSpan(group.Index, group.Length)) is { } digits)
                words.Append(digits).Append(' ');
        if (words.Length > 0) words.Length--;
        return words.ToString();
    }

    internal static string Folded(string text, int mostChars)
    {
        var folded = TextFolding.Fold(Start(text, mostChars));
        return Start(folded, mostChars);
    }

    internal static string[] List(ReadOnlySpan<char> folded)
    {
        var words = new StringBuilder();
        AppendWords(words, folded);
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The digits of a number in groups, or null where they are too few or too many to be one (E.164 has at most 15, 00 apart).</summary>
    internal static string? Digits(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var count = 0;
        foreach (var c in number)
        {
            if (!char.IsAsciiDigit(c)) continue;
            if (count == MostDigits) return null;
            digits[count++] = c;
        }

        // 00 is how + is dialled in most countries (ITU-T E.123)
        var whole = digits[..count];
        if (whole.StartsWith("00")) whole = whole[2..];
        return whole.Length < FewestDigits ? null : new string(whole);
    }

    private static string Start(string text, int mostChars) => text.Length <= mostChars ? text : text[..mostChars];

    private static void AppendWords(StringBuilder words, ReadOnlySpan<char> folded)
    {
        var length = 0;
        foreach (var rune in folded.EnumerateRunes())
        {
            var alone = IsWordOfItsOwn(rune.Value);
            if (length > 0 && (alone || !IsPartOfWord(rune)))
            {
                words.Append(' ');
                length = 0;
            }

            if (alone) Append(words, rune).Append(' ');
            else if (IsPartOfWord(rune) && ++length <= LongestWord) Append(words, rune);
        }

        if (length > 0) words.Append(' ');
    }

    private static StringBuilder Append(StringBuilder words, Rune rune)
    {
        if (rune.IsBmp) return words.Append((char)rune.Value);
        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        return words.Append(pair);
    }

    private static bool IsPartOfWord(Rune rune)
    {
        if (rune.IsAscii) return char.IsAsciiLetterOrDigit((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherNumber;
    }

    /// <summary>Scripts without spaces between words, by their Unicode blocks; Hangul too, whose words carry endings.</summary>
    private static bool IsWordOfItsOwn(int rune) => rune switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        < 0x1000 => false,
        <= 0x109F => true, // Myanmar
        < 0x1780 => false,
        <= 0x17FF => true, // Khmer
        0x3005 or 0x3006 or 0x3007 => true, // iteration and closing marks, zero
        < 0x3041 or 0x30FB => false,
        <= 0x312F => true, // kana, bopomofo
        < 0x31A0 => false,
        <= 0x31FF => true, // bopomofo, strokes, kana
        < 0x3400 => false,
        <= 0x4DBF => true, // Han, extension A
        < 0x4E00 => false,
        <= 0x9FFF => true, // Han
        < 0xAC00 => false,
        <= 0xD7A3 => true, // Hangul syllables
        < 0xF900 => false,
        <= 0xFAFF => true, // Han, compatibility
        < 0x20000 => false,
        <= 0x3FFFF => true, // Han, further extensions
        _ => false,
    };

    // atomic and anchored at a first digit, so that its time is linear
    [GeneratedRegex("(?<![0-9])(?>[0-9]+)(?:[ ()./-]{1,3}(?>[0-9]+))+", RegexOptions.CultureInvariant)]
    private static partial Regex GroupedNumber();
}
