using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Deliveries;
using Hub.Core.Security;

namespace Hub.Core.Conversations.Threading;

/// <summary>
/// Names a conversation in what we send, so that an answer finds back: <c>NUMBER-KEYED</c>, letters and digits without case, fit for a
/// mail address's tag, a Message-ID and a JSON field; and a delivery, so that what is reported of it does (<c>dNUMBER-KEYED</c>) and its receiver ends what is sent
/// (<c>uNUMBER-KEYED</c>). Guessing
/// one is hopeless (80 bits of HMAC); holding one proves nothing about who writes, but that our message reached whoever had it first.
/// </summary>
public sealed class ThreadTokens(InstallationKey key)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Letters = 16;

    private const char Delivery = 'd';
    private const char Unsubscribe = 'u';

    private readonly byte[] _threads = key.For("thread");
    private readonly byte[] _deliveries = key.For("delivery");
    private readonly byte[] _unsubscribe = key.For("unsubscribe");

    /// <summary>The token of the conversation with this number.</summary>
    public string For(long number) => For(_threads, number);

    /// <summary>The token of the delivery with this number (<see cref="Deliveries.Delivery.Seq"/>).</summary>
    public string ForDelivery(long number) => Delivery + For(_deliveries, number);

    /// <summary>The token by which the receiver of the delivery with this number ends what is sent for its purpose.</summary>
    public string ForUnsubscribe(long number) => Unsubscribe + For(_unsubscribe, number);

    /// <summary>The number of the conversation that a token names, or null where it is no token of ours.</summary>
    public long? Read(string? text) => Read(_threads, text);

    /// <summary>The number of the delivery that a token names, or null where it is no token of ours.</summary>
    public long? ReadDelivery(string? text) => text is [Delivery or 'D', .. var rest] ? Read(_deliveries, rest) : null;

    /// <summary>The message of ours that a name means, <c>NUMBER-KEYED.ID</c> with the number of the conversation in which it was written, or null
    /// where it is none.</summary>
    public NamedMessage? ReadMessage(string? text) =>
        text?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Guid.TryParseExact(text.AsSpan(dot + 1), "N", out var id) && Read(text[..dot]) is { } number
            ? new NamedMessage(number, id)
            : null;

    /// <summary>The number of the delivery whose receiver wants no more of its purpose, or null where the text is no such token of ours.</summary>
    public long? ReadUnsubscribe(string? text) => text is [Unsubscribe or 'U', .. var rest] ? Read(_unsubscribe, rest) : null;

    private static string For(byte[] key, long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return $"{text}-{Keyed(key, text)}";
    }

    private static long? Read(byte[] key, string? text)
    {
        var dash = text?.IndexOf('-') ?? -1;
        if (dash < 1 || text!.Length != dash + 1 + Letters) return null;
        if (!long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var expected = Encoding.ASCII.GetBytes(Keyed(key, text[..dash]));
        var given = Encoding.UTF8.GetBytes(text[(dash + 1)..].ToLowerInvariant());
        return CryptographicOperations.FixedTimeEquals(expected, given) ? number : null;
    }

    private static string Keyed(byte[] key, string number)
    {
        var hash = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(number));
        return string.Create(Letters, hash, static (letters, bytes) =>
        {
            // 5 bits a letter
            for (var i = 0; i < letters.Length; i++)
            {
                var bit = i * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                letters[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
