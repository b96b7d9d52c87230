using Hub.Core.Html;
using Hub.Core.Quoting;

namespace Hub.Host.Desk.Reading;

/// <summary>A piece of a text as it is shown: in the open, or folded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says, without the empty lines around.</param>
public sealed record TextPiece(PartKind Kind, string Text)
{
    /// <summary>The pieces of a text.</summary>
    public static IReadOnlyList<TextPiece> Of(string? text, BodyParts? parts) =>
        text is null ? []
        : parts is null ? [new TextPiece(PartKind.New, HiddenCharacters.Show(text))]
        : [.. parts.Shown.Select(part => new TextPiece(part.Kind, HiddenCharacters.Show(part.Of(text).Trim('\n'))))];
}
