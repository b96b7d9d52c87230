using Microsoft.AspNetCore.Http.Metadata;

namespace Hub.Host.Api;

/// <summary>The largest body of a route, where it is less than the server's.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    /// <summary>For bodies of a few short fields.</summary>
    public static BodyLimit Small { get; } = new(16 * 1024);

    public long? MaxRequestBodySize { get; } = bytes;
}
