using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core;
using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Email;

/// <summary>Gives received mail to the intake, as the channel's whose address it was sent to; of several the first of them takes it.</summary>
internal sealed class EmailDrop(ChannelRegistry channels, Intake intake, AlarmStore alarms, ILogger<EmailDrop> log) : IMailDrop
{
    private IEnumerable<IMailChannel> Channels => channels.All.OfType<IMailChannel>();

    public bool Accepts(string recipient) => Channels.Any(channel => channel.Accepts(recipient));

    public async Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, CancellationToken ct)
    {
        // a channel may have gone since its recipient was accepted
        if (Taking(mail.Recipients) is not { } channel)
            return new SmtpReply(450, "4.2.1", "The mailbox is not in use at present; try again later");
        try
        {
            var result = await intake.AcceptAsync(channel, InputOf(mail), ct);
            return new SmtpReply(250, "2.0.0", $"Kept as {Ids.Text(IdOf(result))}");
        }
        catch (StoreUnavailableException error)
        {
            Log.MailNotTaken(log, channel.Account.Id, error);
            return new SmtpReply(451, "4.3.0", "Nothing can be kept at present; try again later");
        }
    }

    public Task TellTooLargeAsync(IReadOnlyList<string> recipients, int most, CancellationToken ct) => alarms.RaiseAsync(
        AlarmKinds.MailTooLarge,
        Taking(recipients)?.Account.Id ?? MailInOptions.Section,
        FormattableString.Invariant(
            $"A mail was refused because it is larger than {most} bytes ({MailInOptions.Section}:{nameof(MailInOptions.MaxMessageBytes)}); its sender's server was told"),
        ct);

    private IMailChannel? Taking(IReadOnlyList<string> recipients) =>
        Channels.FirstOrDefault(channel => recipients.Any(channel.Accepts));

    /// <summary>The trace is another at each reception.</summary>
    private static RawInput InputOf(ReceivedSmtpMail mail) =>
        new(EmailReceiver.MediaType, mail.Content, mail.ReceptionId) { Constant = SmtpTrace.Read(mail.Content)?.Mail ?? mail.Content };

    private static Guid IdOf(IntakeResult result) => result switch
    {
        IntakeResult.Created created => created.MessageId,
        IntakeResult.Appended appended => appended.MessageId,
        IntakeResult.Duplicate duplicate => duplicate.MessageId,
        IntakeResult.Quarantined quarantined => quarantined.QuarantineId,
        _ => throw new InvalidOperationException($"{result.GetType().Name} is no known result."),
    };
}
