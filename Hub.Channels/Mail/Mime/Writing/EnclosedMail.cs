using System.Buffers;
using Hub.Core.Channels;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// A mail as a file of another. RFC 2046 section 5.2.1 forbids to encode it, so only one that every server passes on as it is goes under its
/// own type: ASCII in lines of CRLF below 998 octets. Others go as files of no known type, octet by octet.
/// </summary>
internal static class EnclosedMail
{
    public const string Type = "message/rfc822";

    private const int LongestLine = 998;
    private const int PieceBytes = 16 << 10;

    public static async Task<bool> GoesAsItIsAsync(OutboundAttachment file, CancellationToken ct)
    {
        if (!file.Type.Equals(Type, StringComparison.OrdinalIgnoreCase) || file.Size == 0) return false;
        await using var content = await file.OpenAsync(ct);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var (line, last) = (0, (byte)0);
            for (var read = await content.ReadAsync(piece, ct); read > 0; read = await content.ReadAsync(piece, ct))
                if (!Passes(piece.AsSpan(0, read), ref line, ref last)) return false;
            return last == '\n';
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static bool Passes(ReadOnlySpan<byte> octets, ref int line, ref byte last)
    {
        foreach (var octet in octets)
        {
            if (octet is 0 or > 127 || (octet == '\n') != (last == '\r')) return false;
            line = octet is (byte)'\n' or (byte)'\r' ? 0 : line + 1;
            if (line > LongestLine) return false;
            last = octet;
        }

        return true;
    }
}
