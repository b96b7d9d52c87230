using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Hub.Channels.Twilio;

/// <summary>
/// The form of a request, which remembers whether any of it has been handed to the connection: before that Twilio cannot have the message,
/// afterwards it may.
/// </summary>
internal sealed class TwilioForm : HttpContent
{
    private readonly byte[] _bytes;

    public TwilioForm(IEnumerable<KeyValuePair<string, string>> fields)
    {
        _bytes = Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
