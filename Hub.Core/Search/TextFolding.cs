using System.Globalization;
using System.Text;

namespace Hub.Core.Search;

// Folding in one pass over the compatibility decomposition (Unicode Standard Annex 15, NFKD): width and presentation forms, ligatures and
// superscripts become plain, then case and the Latin, Greek and Cyrillic accents (U+0300..U+036F) go. Marks of other scripts stay, because
// there they are letters' other halves (the voicing mark of kana, the vowels of Devanagari), and NFC puts them and Hangul together again.

/// <summary>Makes spellings that a reader takes for the same the same: case, accents, width, invisible characters, digits of any script.</summary>
internal static class TextFolding
{
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var plain = WellFormed(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var folded = new StringBuilder(plain.Length);
        foreach (var rune in plain.EnumerateRunes()) Append(folded, rune);
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.Value is >= 0x300 and <= 0x36F || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) return;
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            folded.Append((int)Rune.GetNumericValue(rune));
        else if (Undecomposed(rune.Value) is { } letters)
            folded.Append(letters);
        else
            folded.Append(rune.ToString());
    }

    /// <summary>Letters that Unicode does not decompose, as people type them without the key for it.</summary>
    private static string? Undecomposed(int letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };

    /// <summary>Normalization refuses halves of surrogate pairs.</summary>
    private static string WellFormed(string text)
    {
        var at = 0;
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune)) at += rune.Utf16SequenceLength;
        return at == text.Length ? text : string.Concat(text.EnumerateRunes());
    }
}
