namespace Hub.Core.Arrivals;

/// <summary>A file that came in.</summary>
/// <param name="Name">Its name as the sender gave it; display text, never a path.</param>
/// <param name="Type">Its media type as the sender gave it.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentId">The name by which the message's HTML shows it (RFC 2392), without brackets; null where it is no part of it.</param>
public sealed record InboundAttachment(string Name, string Type, ReadOnlyMemory<byte> Content, string? ContentId = null);
