using System.Formats.Asn1;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>Signed and encrypted mails are shown as what they are, kept, and never silently empty.</summary>
public sealed class ProtectedMailTests
{
    [Fact]
    public void An_opaque_signature_is_opened_and_kept()
    {
        var read = Smime("smime-type=signed-data; name=smime.p7m", Signed("Content-Type: text/plain\r\n\r\nHello"u8.ToArray()));
        Assert.Equal("Hello", read.Text);
        Assert.Equal([MailFlags.SignedUnverified], read.Flags);
        Assert.Equal("smime.p7m", Assert.Single(read.Files).Name);
    }

    [Theory]
    [InlineData("smime-type=enveloped-data; name=smime.p7m")]
    [InlineData("name=smime.p7m")]
    public void What_is_encrypted_says_so_and_is_kept(string parameters)
    {
        var read = Smime(parameters, [0x30, 0x03, 0x02, 0x01, 0x05]);
        Assert.StartsWith("This message is encrypted", read.Text, StringComparison.Ordinal);
        Assert.Equal([MailFlags.Encrypted], read.Flags);
        Assert.Equal("smime.p7m", Assert.Single(read.Files).Name);
    }

    [Fact]
    public void Pgp_mime_says_so_and_is_kept()
    {
        var read = Read("From: a@example.org\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
            + "Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--b--\n");
        Assert.StartsWith("This message is encrypted", read.Text, StringComparison.Ordinal);
        Assert.Equal([MailFlags.Encrypted], read.Flags);
        Assert.Equal(["", "encrypted.asc"], read.Files.Select(file => file.Name));
    }

    [Fact]
    public void A_clear_signature_is_a_file_beside_the_text()
    {
        var read = Read("From: a@example.org\nContent-Type: multipart/signed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\nx\n--b--\n");
        Assert.Equal(("Hello", "signature.asc"), (read.Text, Assert.Single(read.Files).Name));
        Assert.Equal([MailFlags.SignedUnverified], read.Flags);
    }

    [Fact]
    public void A_damaged_signature_stays_the_file_that_it_is()
    {
        var whole = Signed("Content-Type: text/plain\r\n\r\nHello"u8.ToArray());
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal("smime.p7m", Assert.Single(Smime("smime-type=signed-data; name=smime.p7m", whole[..length]).Files).Name);
    }

    private static ReceivedMail Smime(string parameters, byte[] content) =>
        WithBody($"application/pkcs7-mime; {parameters}", "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(content)));

    private static byte[] Signed(byte[] content)
    {
        var first = new Asn1Tag(TagClass.ContextSpecific, 0);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(first))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                    using (writer.PushSequence(first)) writer.WriteOctetString(content);
                }
            }
        }

        return writer.Encode();
    }
}
