using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Security;

namespace Hub.Core.Conversations;

/// <summary>
/// Names a conversation in what we send, so that an answer finds back: <c>NUMBER-KEYED</c>, letters and digits without case, fit for a
/// mail address's tag, a Message-ID and a JSON field. Guessing one is hopeless (80 bits of HMAC); holding one proves nothing about who
/// writes.
/// </summary>
public sealed class ThreadTokens(InstallationKey key)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Letters = 16;

    private readonly byte[] _key = key.For("thread");

    /// <summary>The token of the conversation with this number.</summary>
    public string For(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return $"{text}-{Keyed(text)}";
    }

    /// <summary>The number of the conversation that a token names, or null where it is no token of ours.</summary>
    public long? Read(string? text)
    {
        var dash = text?.IndexOf('-') ?? -1;
        if (dash < 1 || text!.Length != dash + 1 + Letters) return null;
        if (!long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var expected = Encoding.ASCII.GetBytes(Keyed(text[..dash]));
        var given = Encoding.UTF8.GetBytes(text[(dash + 1)..].ToLowerInvariant());
        return CryptographicOperations.FixedTimeEquals(expected, given) ? number : null;
    }

    private string Keyed(string number)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(number));
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
