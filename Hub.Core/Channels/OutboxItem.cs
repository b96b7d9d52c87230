namespace Hub.Core.Channels;

/// <summary>A sent message as it is fetched.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OutboxItem(string Name, string Type, ReadOnlyMemory<byte> Content);
