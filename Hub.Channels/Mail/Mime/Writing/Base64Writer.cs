using System.Buffers;
using System.Buffers.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>Base64 on lines of 76 that end in CRLF (RFC 2045 section 6.8).</summary>
internal static class Base64Writer
{
    private const int LineOctets = 57;
    private const int LineLength = 78;
    private const int LinesAtOnce = 512;
    private const int OctetsAtOnce = LineOctets * LinesAtOnce;

    /// <summary>The length of so many octets when encoded.</summary>
    public static long LengthOf(long octets)
    {
        var (full, rest) = Math.DivRem(octets, LineOctets);
        return (full * LineLength) + (rest == 0 ? 0 : ((rest + 2) / 3 * 4) + 2);
    }

    /// <summary>Encodes what fits into memory.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> octets)
    {
        var encoded = new byte[LengthOf(octets.Length)];
        Encode(octets, encoded);
        return encoded;
    }

    /// <summary>Encodes a stream of any length in pieces.</summary>
    public static async Task CopyAsync(Stream source, Stream target, CancellationToken ct)
    {
        var octets = ArrayPool<byte>.Shared.Rent(OctetsAtOnce);
        var encoded = ArrayPool<byte>.Shared.Rent(LineLength * LinesAtOnce);
        try
        {
            while (true)
            {
                var read = await source.ReadAtLeastAsync(octets.AsMemory(0, OctetsAtOnce), OctetsAtOnce, throwOnEndOfStream: false, ct);
                await target.WriteAsync(encoded.AsMemory(0, Encode(octets.AsSpan(0, read), encoded)), ct);
                if (read < OctetsAtOnce) return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private static int Encode(ReadOnlySpan<byte> octets, Span<byte> target)
    {
        var written = 0;
        while (octets.Length > 0)
        {
            var line = octets[..Math.Min(LineOctets, octets.Length)];
            Base64.EncodeToUtf8(line, target[written..], out _, out var length);
            written += length;
            target[written++] = (byte)'\r';
            target[written++] = (byte)'\n';
            octets = octets[line.Length..];
        }

        return written;
    }
}
