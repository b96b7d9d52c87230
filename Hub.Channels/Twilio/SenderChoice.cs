using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Storage;

namespace Hub.Channels.Twilio;

/// <summary>
/// By which of an account's numbers something goes out: the one that the customer wrote to; else the one of the conversation's queue; else one
/// that is always the same for the receiver. With a messaging service and no number, Twilio chooses, and keeps to its choice.
/// </summary>
internal sealed class SenderChoice(TwilioOptions options, Store store)
{
    private const string WrittenTo =
        """
        SELECT r.address FROM messages m JOIN message_receivers r ON r.message_id = m.id
        WHERE m.conversation_id = $1 AND m.direction = 'in' AND m.channel = $2 AND r.role = 'to' ORDER BY m.seq DESC LIMIT 1
        """;

    /// <summary>The sender; null where Twilio chooses.</summary>
    public async Task<string?> OfAsync(OutboundMessage message, string channel, CancellationToken ct)
    {
        var numbers = options.Numbers;
        if (numbers.Count <= 1) return numbers.Count == 0 ? null : Named(numbers[0]);
        var written = await store.ReadAsync(
            (db, read) => db.Statement(WrittenTo).Bind(message.ConversationId).Bind(channel).FirstAsync(row => row.Text(0), read), ct);
        if (written is not null && options.CanonicalNumbers.Contains(written)) return written;
        if (message.Sender is { } sender && options.CanonicalNumbers.Contains(sender.Address)) return sender.Address;
        return Named(numbers[PlaceOf(message.To, numbers.Count)]);
    }

    private static string Named(string sender) => ContactAddress.Canonical(PointKinds.Phone, sender) ?? sender;

    /// <summary>The same on every node and in every version of the runtime.</summary>
    private static int PlaceOf(string address, int count) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(address))) % (uint)count);
}
