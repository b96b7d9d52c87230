using Hub.Core.Channels;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>Takes finished mails to where they are sent from.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Hands over one mail for all of its recipients or for none.</summary>
    /// <param name="envelope">From whom to whom.</param>
    /// <param name="message">The mail (RFC 5322).</param>
    /// <param name="ct">Gives the attempt up; the result then says whether the mail may have been taken.</param>
    Task<DeliveryResult> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct);
}
