using System.Text;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Email;

/// <summary>An answer as it lies in the outbox.</summary>
public sealed class SentMail(Guid message, Guid delivery, byte[] octets)
{
    public Guid Message => message;

    public Guid Delivery => delivery;

    public byte[] Octets => octets;

    public string Text => Encoding.UTF8.GetString(octets);

    public ReceivedMail Read { get; } = MailReader.Read(octets);

    public string Id => Read.MessageId!;

    /// <summary>Where it asks for answers.</summary>
    public string KeyedAddress => Assert.Single(Read.ReplyTo).Address;

    public string Token => KeyedAddress[(KeyedAddress.IndexOf('+') + 1)..KeyedAddress.IndexOf('@')];
}
