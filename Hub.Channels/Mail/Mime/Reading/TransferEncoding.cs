using System.Buffers;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Undoes a part's encoding, as well as damaged ones allow. No encoding grows: the output never exceeds the input.</summary>
internal static class TransferEncoding
{
    /// <summary>What Content-Transfer-Encoding says.</summary>
    public static MailEncoding Parse(string? value) => value?.Trim(' ', '\t', '"', ';').ToLowerInvariant() switch
    {
        "base64" => MailEncoding.Base64,
        "quoted-printable" => MailEncoding.QuotedPrintable,
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => MailEncoding.Uuencode,
        _ => MailEncoding.Identity,
    };

    /// <summary>The decoded bytes; the same memory where nothing is to be done.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> from, MailEncoding encoding)
    {
        if (encoding == MailEncoding.Identity || from.IsEmpty) return from;
        var rented = ArrayPool<byte>.Shared.Rent(from.Length);
        try
        {
            var length = Decode(from.Span, encoding, rented, out _);
            return rented.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Decodes into a buffer at least as long as the input, and answers the number of bytes written.</summary>
    /// <param name="from">The encoded bytes.</param>
    /// <param name="encoding">How they are encoded.</param>
    /// <param name="to">Where the bytes go. Only with quoted-printable may this be the input itself.</param>
    /// <param name="clean">Whether the input was well formed.</param>
    public static int Decode(ReadOnlySpan<byte> from, MailEncoding encoding, Span<byte> to, out bool clean)
    {
        switch (encoding)
        {
            case MailEncoding.Base64:
                return LenientBase64.Decode(from, to, out clean);
            case MailEncoding.QuotedPrintable:
                return QuotedPrintable.Decode(from, to, out clean);
            case MailEncoding.Uuencode:
                return Uuencoding.Decode(from, to, out clean);
            default:
                clean = true;
                from.CopyTo(to);
                return from.Length;
        }
    }
}
