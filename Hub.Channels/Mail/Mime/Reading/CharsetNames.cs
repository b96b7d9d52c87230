using System.Collections.Frozen;
using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// The code pages of charset names. Where a charset has a superset that programs really write under its name, the superset is used (as in
/// the WHATWG Encoding Standard, section 4.2); the names beyond this table are those that the framework knows.
/// </summary>
internal static class CharsetNames
{
    private const int MaxNameChars = 40;

    private static readonly FrozenDictionary<string, int> Pages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = 65001, ["utf8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["utf-8n"] = 65001, ["utf8mb4"] = 65001, ["cp65001"] = 65001,
        ["utf-7"] = 65000, ["utf7"] = 65000, ["unicode-1-1-utf-7"] = 65000, ["x-unicode-2-0-utf-7"] = 65000,
        ["utf-16"] = 1201, ["utf16"] = 1201, ["utf-16be"] = 1201, ["utf-16le"] = 1200, ["unicode"] = 1200, ["ucs-2"] = 1201, ["iso-10646-ucs-2"] = 1201,
        ["utf-32"] = 12000, ["utf-32le"] = 12000, ["utf-32be"] = 12001,

        ["us-ascii"] = 1252, ["ascii"] = 1252, ["ansi_x3.4-1968"] = 1252, ["iso646-us"] = 1252, ["646"] = 1252, ["7bit"] = 1252,
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso88591"] = 1252, ["iso_8859-1"] = 1252, ["iso_8859-1:1987"] = 1252, ["8859-1"] = 1252,
        ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["cp819"] = 1252, ["ibm819"] = 1252,
        ["windows-1252"] = 1252, ["cp1252"] = 1252, ["cp-1252"] = 1252, ["x-cp1252"] = 1252, ["ansi"] = 1252, ["x-ansi"] = 1252,

        ["iso-8859-2"] = 28592, ["iso8859-2"] = 28592, ["latin2"] = 28592, ["iso-8859-3"] = 28593, ["iso-8859-4"] = 28594,
        ["iso-8859-5"] = 28595, ["iso8859-5"] = 28595, ["iso-8859-6"] = 28596, ["iso-8859-6-i"] = 28596, ["iso-8859-7"] = 28597, ["iso8859-7"] = 28597,
        ["iso-8859-8"] = 28598, ["iso8859-8"] = 28598, ["iso-8859-8-i"] = 38598, ["iso-8859-8-e"] = 28598, ["logical"] = 38598,
        ["iso-8859-9"] = 1254, ["iso8859-9"] = 1254, ["latin5"] = 1254, ["iso-8859-11"] = 874, ["tis-620"] = 874, ["tis620"] = 874,
        ["iso-8859-13"] = 28603, ["iso8859-13"] = 28603, ["iso-8859-15"] = 28605, ["iso8859-15"] = 28605, ["latin9"] = 28605, ["latin-9"] = 28605,
        ["cp1250"] = 1250, ["cp1251"] = 1251, ["cp-1251"] = 1251, ["win-1251"] = 1251, ["win1251"] = 1251, ["cp1253"] = 1253, ["cp1254"] = 1254,
        ["cp1255"] = 1255, ["cp1256"] = 1256, ["cp1257"] = 1257, ["cp1258"] = 1258, ["cp874"] = 874, ["cp866"] = 866, ["cp850"] = 850, ["cp437"] = 437,
        ["koi8-r"] = 20866, ["koi8r"] = 20866, ["koi8"] = 20866, ["koi8-u"] = 21866, ["koi8-ru"] = 21866, ["koi8u"] = 21866,
        ["macintosh"] = 10000, ["mac"] = 10000, ["x-mac-roman"] = 10000, ["x-mac-cyrillic"] = 10007,

        ["gb2312"] = 54936, ["gb_2312-80"] = 54936, ["csgb2312"] = 54936, ["x-gbk"] = 54936, ["gbk"] = 54936, ["cp936"] = 54936, ["ms936"] = 54936,
        ["windows-936"] = 54936, ["euc-cn"] = 54936, ["gb18030"] = 54936, ["gb18030-2000"] = 54936, ["chinese"] = 54936, ["hz-gb-2312"] = 52936, ["hz"] = 52936,
        ["big5"] = 950, ["big-5"] = 950, ["big5-hkscs"] = 950, ["cn-big5"] = 950, ["x-x-big5"] = 950, ["cp950"] = 950,
        ["iso-2022-jp"] = 50220, ["iso-2022-jp-1"] = 50220, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-ms"] = 50220, ["csiso2022jp"] = 50220,
        ["_iso-2022-jp$sio"] = 50222, ["cp50220"] = 50220, ["cp50221"] = 50221, ["cp50222"] = 50222,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["cp932"] = 932, ["ms932"] = 932, ["windows-31j"] = 932,
        ["euc-jp"] = 51932, ["eucjp"] = 51932, ["x-euc-jp"] = 51932, ["x-euc"] = 51932,
        ["euc-kr"] = 949, ["euckr"] = 949, ["ks_c_5601-1987"] = 949, ["ks_c_5601-1989"] = 949, ["ksc5601"] = 949, ["ksc_5601"] = 949, ["korean"] = 949,
        ["cp949"] = 949, ["ms949"] = 949, ["uhc"] = 949, ["windows-949"] = 949, ["iso-2022-kr"] = 50225,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The code page of a name, or null.</summary>
    public static int? Page(string name)
    {
        name = name.Trim(' ', '\t', '"', '\'', ';', ',');
        if (name.Length is 0 or > MaxNameChars) return null;
        return Pages.TryGetValue(name, out var page) ? page : CodePagesEncodingProvider.Instance.GetEncoding(name)?.CodePage;
    }
}
