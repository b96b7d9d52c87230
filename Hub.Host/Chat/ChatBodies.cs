namespace Hub.Host.Chat;

/// <summary>What a visitor posts.</summary>
/// <param name="Id">The id that the page gave the message; the same again is the same message.</param>
/// <param name="Text">What it says.</param>
/// <param name="WriteTo">The mail address or phone number at which the visitor asks to be written to instead of waiting.</param>
internal sealed record ChatMessageBody(Guid Id, string Text, string? WriteTo = null);

/// <summary>What a visitor's page has got.</summary>
/// <param name="Ids">The messages.</param>
/// <param name="Read">Whether they were shown too.</param>
internal sealed record ChatReceiptBody(IReadOnlyList<Guid> Ids, bool Read);

/// <summary>Whether the visitor writes at this moment.</summary>
internal sealed record ChatWritingBody(bool On);
