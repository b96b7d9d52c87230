using Hub.Core.Channels;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>The connection cannot be brought to the point where a mail can be sent.</summary>
/// <param name="outcome">What that means for the mail: it has not been sent.</param>
/// <param name="inner">What it came from.</param>
internal sealed class SmtpFaultException(DeliveryResult outcome, Exception? inner = null)
    : Exception("The mail server cannot be used now.", inner)
{
    public DeliveryResult Outcome => outcome;
}
