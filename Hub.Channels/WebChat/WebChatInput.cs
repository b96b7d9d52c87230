namespace Hub.Channels.WebChat;

/// <summary>The JSON of a visitor's message, as the hub's chat pages hand it over.</summary>
/// <param name="Visitor">Who writes: what <see cref="VisitorTokens.VisitorOf"/> told.</param>
/// <param name="Id">The id that the page gave it; the same again is the same message.</param>
/// <param name="Text">What it says.</param>
/// <param name="WriteTo">The mail address or phone number at which the visitor asks to be written to; null for none.</param>
internal sealed record WebChatInput(string Visitor, Guid Id, string Text, string? WriteTo = null);
