namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Stands where no channel takes mail: every recipient is unknown.</summary>
internal sealed class NoMailDrop : IMailDrop
{
    public bool Accepts(string recipient) => false;

    public Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, CancellationToken ct) => Task.FromResult(SmtpReplies.Failed);
}
