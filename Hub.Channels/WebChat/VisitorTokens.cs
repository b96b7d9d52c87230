using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Security;

namespace Hub.Channels.WebChat;

/// <summary>
/// The secrets by which visitors are known: 128 random bits and the hub's mark upon them, for one chat. A token that the hub did not make is
/// none, so nobody can plant one; nothing is stored of it before its visitor writes, and then only its hash.
/// </summary>
internal sealed class VisitorTokens(InstallationKey key, string channel)
{
    private const string Prefix = "ohv_";
    private const int RandomBytes = 16;
    private const int MarkBytes = 16;
    private const int NameLength = 32;

    private readonly byte[] _key = key.For("chat:" + channel);

    /// <summary>A token that nobody has.</summary>
    public string New()
    {
        var token = new byte[RandomBytes + MarkBytes];
        RandomNumberGenerator.Fill(token.AsSpan(0, RandomBytes));
        Mark(token).CopyTo(token.AsSpan(RandomBytes));
        return Prefix + Base64Url.EncodeToString(token);
    }

    /// <summary>The visitor of a token: half of its SHA-256, from which nobody finds the token. Null where it is none of this chat.</summary>
    public string? VisitorOf(string token)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes + MarkBytes];
        if (token.Length != Prefix.Length + Base64Url.GetEncodedLength(bytes.Length) || !token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        if (!Base64Url.IsValid(token.AsSpan(Prefix.Length), out var length) || length != bytes.Length) return null;
        Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length), bytes);
        return CryptographicOperations.FixedTimeEquals(Mark(bytes), bytes[RandomBytes..])
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))[..NameLength]
            : null;
    }

    private ReadOnlySpan<byte> Mark(ReadOnlySpan<byte> token) => HMACSHA256.HashData(_key, token[..RandomBytes]).AsSpan(0, MarkBytes);
}
