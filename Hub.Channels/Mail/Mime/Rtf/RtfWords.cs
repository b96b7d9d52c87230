using System.Collections.Frozen;

namespace Hub.Channels.Mail.Mime.Rtf;

/// <summary>The control words that matter for the text (Rich Text Format Specification 1.9.1).</summary>
internal static class RtfWords
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["par"] = "\n", ["line"] = "\n", ["sect"] = "\n", ["page"] = "\n", ["row"] = "\n", ["softline"] = "\n",
        ["tab"] = "\t", ["cell"] = "\t", ["nestcell"] = "\t", ["nestrow"] = "\n",
        ["emdash"] = "—", ["endash"] = "–", ["lquote"] = "‘", ["rquote"] = "’", ["ldblquote"] = "“", ["rdblquote"] = "”", ["bullet"] = "•",
        ["emspace"] = " ", ["enspace"] = " ", ["qmspace"] = " ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Hidden =
        ("colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation xe tc fldinst " +
         "listtable listoverridetable revtbl rsidtbl filetbl themedata colorschememapping datastore latentstyles generator objdata")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, int> Pages = new Dictionary<int, int>
    {
        [77] = 10000, [128] = 932, [129] = 949, [130] = 1361, [134] = 936, [136] = 950, [161] = 1253, [162] = 1254, [163] = 1258,
        [177] = 1255, [178] = 1256, [186] = 1257, [204] = 1251, [222] = 874, [238] = 1250,
    }.ToFrozenDictionary();

    /// <summary>The text that a word stands for, or null.</summary>
    public static string? TextOf(string word) => Texts.GetValueOrDefault(word);

    /// <summary>Whether what follows in the group is not of the text.</summary>
    public static bool Hides(string word) => Hidden.Contains(word);

    /// <summary>The code page of a font's character set, or null for that of the document.</summary>
    public static int? PageOf(int charset) => Pages.TryGetValue(charset, out var page) ? page : null;
}
