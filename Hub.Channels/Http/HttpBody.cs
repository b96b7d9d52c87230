using System.Net;
using System.Net.Http.Headers;

namespace Hub.Channels.Http;

/// <summary>
/// The body of a post, which remembers whether any of it has been handed to the connection: before that the receiver cannot have the
/// message, afterwards it may.
/// </summary>
internal sealed class HttpBody : HttpContent
{
    private readonly byte[] _json;

    public HttpBody(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
