using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>An element that has started and not yet ended.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Kind">How it nests.</param>
/// <param name="Tag">Its start tag; null if the source left it out.</param>
/// <param name="Muted">Whether it and its content go away.</param>
/// <param name="Written">Whether the sink took it.</param>
internal readonly record struct OpenElement(string Name, ElementKind Kind, HtmlTagToken? Tag, bool Muted, bool Written);
