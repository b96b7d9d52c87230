using Hub.Channels.Twilio;

namespace Hub.Channels.WhatsApp;

/// <summary>WhatsApp by Twilio: the numbers are those that WhatsApp knows as the company's.</summary>
public sealed class WhatsAppOptions : TwilioOptions
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "whatsapp";
}
