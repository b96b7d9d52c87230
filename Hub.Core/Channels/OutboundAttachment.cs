namespace Hub.Core.Channels;

/// <summary>A file that goes out.</summary>
/// <param name="Name">Its display name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="OpenAsync">Opens its content.</param>
public sealed record OutboundAttachment(string Name, string Type, long Size, Func<CancellationToken, Task<Stream>> OpenAsync);
