namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Notes what is encrypted or signed (RFC 1847, RFC 8551, RFC 4880 section 7). Nothing is decrypted, verified or fetched.</summary>
internal static class Protection
{
    public static void Note(MimePart part, MailNotes notes)
    {
        switch (part.Type)
        {
            case "multipart/encrypted":
                notes.Add(MailFlags.Encrypted);
                break;
            case "multipart/signed":
                notes.Add(MailFlags.SignedUnverified);
                break;
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                var isSigned = part.Parameter("smime-type")?.StartsWith("signed", StringComparison.OrdinalIgnoreCase) == true;
                notes.Add(isSigned ? MailFlags.SignedUnverified : MailFlags.Encrypted);
                break;
        }
    }

    /// <summary>Blocks of OpenPGP written into the text.</summary>
    public static void Note(string text, MailNotes notes)
    {
        if (!text.Contains("-----BEGIN PGP ", StringComparison.Ordinal)) return;
        if (text.Contains("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal)) notes.Add(MailFlags.Encrypted);
        if (text.Contains("-----BEGIN PGP SIGNED MESSAGE-----", StringComparison.Ordinal)) notes.Add(MailFlags.SignedUnverified);
    }
}
