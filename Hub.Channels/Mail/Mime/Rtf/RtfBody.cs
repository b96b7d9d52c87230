namespace Hub.Channels.Mail.Mime.Rtf;

/// <summary>What rich text says.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHtml">Whether it is the HTML that the rich text was made of.</param>
internal readonly record struct RtfBody(string Text, bool IsHtml);
