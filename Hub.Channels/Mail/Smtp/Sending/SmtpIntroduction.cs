using Hub.Core.Channels;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What a server answered to everything before the content of a mail.</summary>
internal sealed class SmtpIntroduction
{
    private const int Ready = 354;
    private readonly List<SmtpAnswer> _recipients = [];
    private SmtpAnswer? _mail;
    private SmtpAnswer? _data;

    /// <summary>Whether the server now takes what comes for content.</summary>
    public bool WaitsForContent => _data?.Code == Ready;

    /// <summary>Whether the sender was refused, so that nothing else can succeed.</summary>
    public bool IsLost => _mail?.IsGood == false;

    /// <summary>Whether somebody was refused.</summary>
    public bool IsRefused => IsLost || _recipients.Exists(answer => !answer.IsGood);

    public void Add(SmtpStage stage, SmtpAnswer answer)
    {
        if (stage == SmtpStage.Mail) _mail = answer;
        else if (stage == SmtpStage.Recipient) _recipients.Add(answer);
        else _data = answer;
    }

    /// <summary>Why the mail cannot be sent to all of its recipients, or null when it can.</summary>
    public DeliveryResult? Refusal(int recipients)
    {
        if (IsLost) return SmtpErrors.OfAnswer(SmtpStage.Mail, _mail!);
        if (IsRefused) return SmtpErrors.OfRecipients(_recipients, recipients);
        return WaitsForContent ? null : SmtpErrors.OfAnswer(SmtpStage.Data, _data!);
    }
}
