using System.Collections.Frozen;
using System.Globalization;

namespace Hub.Channels.Sms;

/// <summary>
/// Into how many segments a text is cut (3GPP TS 23.038 section 6.2.1, TS 23.040 section 9.2.3.24). With the alphabet GSM-7 one segment holds 160
/// septets, of several each 153; with UCS-2 70 and 67 units of UTF-16. What belongs together, such as a septet and the escape before it or
/// the parts of an emoji, is not cut.
/// </summary>
public static class SmsSegments
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "|^€{}[]~\\\f";

    private const int OneGsm = 160;
    private const int EachGsm = 153;
    private const int OneUcs = 70;
    private const int EachUcs = 67;

    private static readonly FrozenDictionary<char, int> Septets =
        Basic.Select(letter => (letter, 1)).Concat(Extension.Select(letter => (letter, 2))).ToFrozenDictionary(entry => entry.letter, entry => entry.Item2);

    /// <summary>Counts a text. Pure; an empty one is one segment.</summary>
    public static SegmentCount Count(string text)
    {
        var isGsm = text.All(Septets.ContainsKey);
        var (one, each) = isGsm ? (OneGsm, EachGsm) : (OneUcs, EachUcs);
        var pieces = isGsm ? text.Select(letter => Septets[letter]) : Units(text);
        var (units, segments, used) = (0, 1, 0);
        foreach (var piece in pieces)
        {
            units += piece;
            if (used + piece > each)
            {
                segments++;
                used = 0;
            }

            used += piece;
        }

        return units <= one
            ? new SegmentCount(isGsm ? SegmentCount.Gsm7 : SegmentCount.Ucs2, 1, units, one - units)
            : new SegmentCount(isGsm ? SegmentCount.Gsm7 : SegmentCount.Ucs2, segments, units, each - used);
    }

    /// <summary>The sizes of what is seen as one character; of one too large for a segment, those of its code points.</summary>
    private static IEnumerable<int> Units(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            if (length <= EachUcs)
            {
                yield return length;
            }
            else
            {
                for (var inside = at; inside < at + length;)
                {
                    var point = char.IsSurrogatePair(text, inside) ? 2 : 1;
                    yield return point;
                    inside += point;
                }
            }

            at += length;
        }
    }
}
