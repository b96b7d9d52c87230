namespace Hub.Core.Html;

/// <summary>A body that has passed the sanitizer.</summary>
/// <param name="Html">Markup that is safe to put into a page. Only this form is ever stored or sent as a message's <c>html</c>.</param>
/// <param name="HasRemoteImages">Whether pictures on other servers were withheld: they stand in <c>data-remote-src</c> and are loaded
/// through the hub once an agent asks for them.</param>
/// <param name="IsTextOnly">Whether the body was too large or too complex to be read as markup, so that only its text is shown.</param>
public readonly record struct CleanHtml(string Html, bool HasRemoteImages, bool IsTextOnly);
