namespace Hub.Host.Api;

/// <summary>A customer's message as a system posts it. The channel itself reads the body; this is what the API's description says of it.</summary>
internal sealed record MessageInBody(
    MessageInSender From,
    string? ExternalId = null,
    string? Text = null,
    string? Html = null,
    string? Subject = null,
    string? Thread = null,
    DateTimeOffset? At = null,
    IReadOnlyList<MessageInFile>? Attachments = null);

/// <summary>Who sent it, as the system names its customers.</summary>
internal sealed record MessageInSender(string Address, string? Name = null);

/// <summary>A file of it.</summary>
internal sealed record MessageInFile(string Name, byte[] Base64, string? Type = null);
