using System.Text;
using Hub.Core.Html;

namespace Hub.Host.Desk.Reading;

/// <summary>Bytes of a stranger as text that only says what is there: nothing of it is hidden, and nothing acts.</summary>
/// <param name="Text">The beginning.</param>
/// <param name="IsCut">Whether there is more.</param>
/// <param name="HasMarks">Whether marks stand for bytes that are no text.</param>
public sealed record RawText(string Text, bool IsCut, bool HasMarks)
{
    /// <summary>How much is shown.</summary>
    public const int MostBytes = 64 << 10;

    private const char Mark = '\uFFFD';
    private const char FirstPicture = '\u2400';

    /// <summary>The text of bytes.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="size">How many there are.</param>
    public static RawText Of(byte[] start, long size)
    {
        var decoded = Encoding.UTF8.GetString(start).ReplaceLineEndings("\n");
        var text = string.Create(decoded.Length, decoded, static (shown, from) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = from[i] is '\n' or '\t' ? from[i] : from[i] < ' ' ? (char)(FirstPicture + from[i]) : char.IsControl(from[i]) ? Mark : from[i];
        });
        return new RawText(HiddenCharacters.Show(text), size > start.Length, text != decoded || text.Contains(Mark));
    }
}
