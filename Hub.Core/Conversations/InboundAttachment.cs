namespace Hub.Core.Conversations;

/// <summary>A file that came in.</summary>
/// <param name="Name">Its name as the sender gave it; display text, never a path.</param>
/// <param name="Type">Its media type as the sender gave it.</param>
/// <param name="Content">Its bytes.</param>
public sealed record InboundAttachment(string Name, string Type, ReadOnlyMemory<byte> Content);
