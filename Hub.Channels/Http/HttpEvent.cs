namespace Hub.Channels.Http;

/// <summary>The JSON that the webhook is sent.</summary>
internal sealed record HttpEvent(
    string Id, string Type, string At, HttpEventConversation Conversation, HttpEventMessage Message, string To, string Thread,
    IReadOnlyList<HttpEventFile> Attachments);

/// <summary>The conversation that the message belongs to.</summary>
internal sealed record HttpEventConversation(string Id, long Number);

/// <summary>The message.</summary>
internal sealed record HttpEventMessage(string Id, string Text, string? Html, string? Subject, string At, string? Agent);

/// <summary>A file of the message.</summary>
internal sealed record HttpEventFile(string Name, string Type, long Size, byte[] Base64);
