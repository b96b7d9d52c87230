namespace Hub.Channels.Twilio;

/// <summary>Reads bodies that may be longer than they say.</summary>
internal static class BoundedContent
{
    /// <summary>The whole body.</summary>
    /// <exception cref="IOException">It is longer than that.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int mostBytes, CancellationToken ct)
    {
        if (content.Headers.ContentLength > mostBytes) throw new TooLongException();
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (bytes.Length + read > mostBytes) throw new TooLongException();
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>The body is longer than is taken.</summary>
    internal sealed class TooLongException() : IOException("the body is too long");
}
