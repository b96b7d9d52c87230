using System.Formats.Asn1;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// The message within an opaque signature of S/MIME (RFC 8551 section 3.5.2, RFC 5652 section 5): a mail that is nothing but that would be
/// shown as empty. The signature is not verified.
/// </summary>
internal static class OpaqueSignature
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);

    /// <summary>The bytes of the part that was signed; null where this part is nothing of the kind.</summary>
    public static ReadOnlyMemory<byte>? ContentOf(MimePart part)
    {
        if (part.Type is not ("application/pkcs7-mime" or "application/x-pkcs7-mime")) return null;
        try
        {
            var content = new AsnReader(TransferEncoding.Decode(part.Body, part.Encoding), AsnEncodingRules.BER).ReadSequence();
            if (content.ReadObjectIdentifier() != SignedData) return null;
            var signed = content.ReadSequence(First).ReadSequence();
            signed.ReadInteger();
            signed.ReadSetOf();
            var enclosed = signed.ReadSequence();
            return enclosed.ReadObjectIdentifier() == Data && enclosed.HasData ? enclosed.ReadSequence(First).ReadOctetString() : null;
        }
        catch (AsnContentException)
        {
            // damaged or something else: it stays the file that it is
            return null;
        }
    }
}
