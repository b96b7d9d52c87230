namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>What a reader of a mail should be warned of: the values of <see cref="ReceivedMail.Flags"/>.</summary>
public static class MailFlags
{
    /// <summary>Its structure ends early or is nested too deeply; what could not be taken apart is a file.</summary>
    public const string TruncatedStructure = "truncatedStructure";

    /// <summary>A multipart names no usable boundary, or one that does not occur; its content is shown as text.</summary>
    public const string BadBoundary = "badBoundary";

    /// <summary>A body's encoding or charset is not what its header says; it was decoded as well as it goes.</summary>
    public const string BadEncoding = "badEncoding";

    /// <summary>A body is longer than is shown; the whole of it is a file too.</summary>
    public const string TextCut = "textCut";

    /// <summary>The text and the HTML version do not say the same.</summary>
    public const string PartsDiffer = "partsDiffer";

    /// <summary>It does not name exactly one sender.</summary>
    public const string AmbiguousSender = "ambiguousSender";

    /// <summary>A list names more receivers than were read.</summary>
    public const string ManyReceivers = "manyReceivers";

    /// <summary>It, or a part of it, is encrypted and was not decrypted.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>It, or a part of it, is signed, and the signature was not verified.</summary>
    public const string SignedUnverified = "signedUnverified";

    /// <summary>Our own mail server found that the domain of From answers for it.</summary>
    public const string SenderVerified = "senderVerified";

    /// <summary>Our own mail server did not find that: anybody may have written it.</summary>
    public const string SenderUnverified = "senderUnverified";
}
