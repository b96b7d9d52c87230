namespace Hub.Core.Channels;

/// <summary>A provider's call as it came, for a channel that knows no web framework.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PublicUrl">The URL as the provider knows it: the configured public base, the path and the query.</param>
/// <param name="Path">What follows <c>/hooks/{channelId}</c>, empty or with its leading slash.</param>
/// <param name="Headers">The headers by name; names are compared without case, the first value counts.</param>
/// <param name="Body">The raw body.</param>
public sealed record WebhookRequest(
    string Method,
    string PublicUrl,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body);
