using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hub.Channels.Mail.Mime.Writing;
using Hub.Core.Channels;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>A mail made ready for the wire: its envelope checked, its content looked over once.</summary>
internal sealed record SmtpMail
{
    /// <summary>Servers must take 100 (RFC 5321 section 4.5.3.1.8), and hardly one takes more than this.</summary>
    private const int MaxRecipients = 1000;

    private SmtpMail(
        MailEnvelope envelope, OutgoingAddress? returnPath, IReadOnlyList<OutgoingAddress> recipients, ReadOnlyMemory<byte> message)
    {
        (Id, ReturnPath, Recipients, Message) = (envelope.EnvelopeId, returnPath, recipients, message);
        (Size, var header, var body) = Look(message.Span);
        NeedsUtf8 = header || returnPath?.NeedsUtf8 == true || recipients.Any(recipient => recipient.NeedsUtf8);
        NeedsEightBit = header || body;
    }

    /// <summary>How reports name it.</summary>
    public string Id { get; }

    /// <summary>Null for the empty path.</summary>
    public OutgoingAddress? ReturnPath { get; }

    public IReadOnlyList<OutgoingAddress> Recipients { get; }

    public ReadOnlyMemory<byte> Message { get; }

    /// <summary>In octets, with lines that end in CRLF (RFC 1870 section 5).</summary>
    public long Size { get; }

    /// <summary>Whether an address or a header is not ASCII (RFC 6531).</summary>
    public bool NeedsUtf8 { get; }

    /// <summary>Whether anything in it is not ASCII (RFC 6152).</summary>
    public bool NeedsEightBit { get; }

    /// <summary>Makes it ready, or says why it cannot be sent.</summary>
    public static bool TryRead(
        MailEnvelope envelope, ReadOnlyMemory<byte> message, [NotNullWhen(true)] out SmtpMail? mail,
        [NotNullWhen(false)] out DeliveryResult? refusal)
    {
        (mail, refusal) = (null, null);
        OutgoingAddress? returnPath = null;
        var (all, recipients) = (envelope.Recipients.Count, new List<OutgoingAddress>());
        foreach (var recipient in envelope.Recipients)
            if (OutgoingAddress.TryParse(recipient, out var address)) recipients.Add(address);

        if (envelope.ReturnPath.Length > 0 && !OutgoingAddress.TryParse(envelope.ReturnPath, out returnPath))
            refusal = new DeliveryResult.Deferred(DeliveryClass.Configuration, "the return path is not an address");
        else if (all == 0)
            refusal = new DeliveryResult.Rejected(DeliveryClass.Address, "it is for nobody");
        else if (all > MaxRecipients)
            refusal = new DeliveryResult.Rejected(DeliveryClass.Content, $"it is for more than {MaxRecipients} recipients");
        else if (recipients.Count < all)
            refusal = new DeliveryResult.Rejected(DeliveryClass.Address, $"{all - recipients.Count} of {all} recipients are no addresses");
        else
            mail = new SmtpMail(envelope, returnPath, recipients, message);
        return mail is not null;
    }

    private static (long Size, bool HeaderIsEightBit, bool BodyIsEightBit) Look(ReadOnlySpan<byte> message)
    {
        var (size, header, body, inBody) = (0L, false, false, false);
        while (message.Length > 0)
        {
            var end = message.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? message : message[..end];
            size += line.Length + 2;
            var eightBit = !Ascii.IsValid(line);
            (header, body) = (header || (eightBit && !inBody), body || (eightBit && inBody));
            inBody |= line.Length == 0;
            if (end < 0) break;
            message = message[(end + (message[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        return (size, header, body);
    }
}
