using Hub.Channels.Mail;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;

namespace Hub.Channels.Email;

/// <summary>
/// The names by which mails find their conversation: our keyed token, in the address that answers go to (RFC 5233) and in the Message-ID, and
/// the Message-IDs of others. A token's holder is only believed to mean the conversation, not to belong to it.
/// </summary>
internal sealed class EmailNames(string address, ThreadTokens tokens)
{
    private readonly string _domain = address[(address.LastIndexOf('@') + 1)..];

    /// <summary>The Message-ID of a message of ours, without brackets: the same each time it is asked for.</summary>
    public string MessageId(string token, Guid message) => $"{token}.{message:N}@{_domain}";

    /// <summary>The address by which a token comes back: the conversation's with an answer, the delivery's with what is reported of it.</summary>
    /// <param name="from">The address of ours that it is a tagged form of.</param>
    /// <param name="token">The token.</param>
    public static string ReplyAddress(string from, string token) => from.Insert(from.LastIndexOf('@'), "+" + token);

    /// <summary>What a Message-ID that a mail refers to names: a message or a conversation of ours by its token, else the mail that bears it.</summary>
    public string OfReference(string messageId)
    {
        if (MessageOf(messageId) is not null) return messageId[..messageId.LastIndexOf('@')].ToLowerInvariant();
        var dot = messageId.IndexOf('.');
        return dot > 0 && tokens.Read(messageId[..dot]) is not null ? messageId[..dot].ToLowerInvariant() : MailFingerprint.Key(messageId);
    }

    /// <summary>The token in a tagged address, or null.</summary>
    public string? OfAddress(string tagged)
    {
        var at = tagged.LastIndexOf('@');
        var plus = at < 0 ? -1 : tagged.LastIndexOf('+', at);
        if (plus < 0) return null;
        var tag = tagged[(plus + 1)..at].ToLowerInvariant();
        return tokens.Read(tag) is null && tokens.ReadDelivery(tag) is null && tokens.ReadUnsubscribe(tag) is null ? null : tag;
    }

    /// <summary>The number of the delivery that a token, or an address tagged with one, names; null for none of ours.</summary>
    public long? DeliveryOf(string? tokenOrAddress) =>
        tokenOrAddress is null ? null : tokens.ReadDelivery(tokenOrAddress) ?? tokens.ReadDelivery(OfAddress(tokenOrAddress));

    /// <summary>The number of the delivery whose receiver wants no more, by the address that it was told to write to; null for another address.</summary>
    public long? UnsubscribedBy(string? tagged) => tagged is null ? null : tokens.ReadUnsubscribe(OfAddress(tagged));

    /// <summary>The message that a Message-ID of ours names, or null where it is none of ours.</summary>
    public NamedMessage? MessageOf(string? messageId) => messageId?.LastIndexOf('@') is > 0 and var at ? tokens.ReadMessage(messageId[..at]) : null;
}
