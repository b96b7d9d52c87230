using System.Buffers;
using System.Buffers.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Decodes base64 (RFC 2045 section 6.8). Well-formed input takes the vectorised way; else what is not of the alphabet is skipped, padding
/// ends a piece and another may follow. What is mostly not base64 is given as it is: its header is wrong.
/// </summary>
internal static class LenientBase64
{
    private const int Skipped = -1;
    private const int Junk = -2;
    private const int Padding = -3;
    private const int JunkShare = 20;
    private static readonly sbyte[] Values = BuildValues();

    public static int Decode(ReadOnlySpan<byte> from, Span<byte> to, out bool clean)
    {
        clean = true;
        var length = JoinLines(from, to);
        if (Base64.DecodeFromUtf8InPlace(to[..length], out var written) == OperationStatus.Done) return written;
        return DecodeLeniently(from, to, out clean);
    }

    private static int JoinLines(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = 0;
        while (!from.IsEmpty)
        {
            var end = from.IndexOf((byte)'\n');
            var line = (end < 0 ? from : from[..end]).Trim("\r \t"u8);
            line.CopyTo(to[length..]);
            length += line.Length;
            from = end < 0 ? default : from[(end + 1)..];
        }
        return length;
    }

    private static int DecodeLeniently(ReadOnlySpan<byte> from, Span<byte> to, out bool clean)
    {
        var (length, bits, count, junk, used) = (0, 0, 0, 0, 0);
        foreach (var value in from)
        {
            int six = Values[value];
            if (six >= 0)
            {
                used++;
                bits = (bits << 6) | six;
                if (++count < 4) continue;
                Write(to, ref length, bits, 3);
                count = 0;
            }
            else if (six == Padding)
            {
                Write(to, ref length, bits << (6 * (4 - count)), count - 1);
                count = 0;
            }
            else if (six == Junk)
            {
                junk++;
            }
        }
        Write(to, ref length, bits << (6 * (4 - count)), count - 1);
        clean = junk == 0;
        if (junk * (long)JunkShare <= used) return length;
        from.CopyTo(to);
        return from.Length;
    }

    private static void Write(Span<byte> to, ref int length, int bits, int bytes)
    {
        for (var i = 0; i < bytes; i++) to[length++] = (byte)(bits >> (16 - (8 * i)));
    }

    private static sbyte[] BuildValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)Junk);
        foreach (var blank in " \t\r\n"u8) values[blank] = Skipped;
        values['='] = Padding;
        for (var i = 0; i < 64; i++) values["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = (sbyte)i;
        return values;
    }
}
