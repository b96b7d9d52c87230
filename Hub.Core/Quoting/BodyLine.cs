using System.Buffers;

namespace Hub.Core.Quoting;

/// <summary>A line of a body, of whatever form.</summary>
/// <param name="Start">Where it begins in the body, in chars; it ends where the next one begins.</param>
/// <param name="Text">What it says, without the marks of quoting and the spaces around; of a long one the beginning.</param>
/// <param name="Depth">How many quotes it stands in.</param>
/// <param name="IsCited">Whether one of them is surely a quote of a message. In HTML, quotes also indent.</param>
/// <param name="Mark">What markup says of it.</param>
internal readonly record struct BodyLine(int Start, ReadOnlyMemory<char> Text, int Depth, bool IsCited, LineMark Mark)
{
    /// <summary>The longest text of a line that is looked at, in chars.</summary>
    public const int MostText = 1_000;

    /// <summary>The most lines of a body; what follows belongs to the last of them.</summary>
    public const int MostLines = 20_000;

    private static readonly SearchValues<char> Rules = SearchValues.Create("-_=*—–─━ ");

    public bool IsBlank => Text.IsEmpty;

    /// <summary>Whether it only draws a line.</summary>
    public bool IsRule => Text.Length >= 3 && !Text.Span.ContainsAnyExcept(Rules);
}
