namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>An attachment of a TNEF stream.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Type">Its media type, as the sender gave it, or null.</param>
/// <param name="ContentId">The Content-ID by which HTML shows it, or null.</param>
/// <param name="Content">Its bytes: a view of the stream.</param>
internal sealed record TnefFile(string Name, string? Type, string? ContentId, ReadOnlyMemory<byte> Content);
