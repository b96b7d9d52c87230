using System.Net.Http.Headers;

namespace Hub.Core.Conversations;

/// <summary>Media types as senders give them.</summary>
public static class MediaType
{
    /// <summary>What is served where nothing better is known: the browser then saves and never shows.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>The type without parameters in lower case, or <see cref="Unknown"/> where it is none (RFC 9110 section 8.3.1).</summary>
    public static string Clean(string? type) =>
        type is { Length: < 200 } && MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType is { } media
            ? media.ToLowerInvariant()
            : Unknown;
}
