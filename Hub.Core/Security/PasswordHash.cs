using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Security;

/// <summary>
/// Passwords as they are stored: PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2), cost and salt beside the hash, so that the cost can grow
/// without a migration. Passwords are compared in Unicode form C (RFC 8265 section 4.2) and otherwise exactly as typed.
/// </summary>
public static class PasswordHash
{
    /// <summary>The longest password that is looked at, in UTF-8 bytes: hashing must not cost more because somebody sends more.</summary>
    public const int MaxBytes = 256;

    /// <summary>OWASP's figure for PBKDF2 with SHA-512 (Password Storage Cheat Sheet).</summary>
    private const int Rounds = 210_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "pbkdf2-sha512";

    /// <summary>The hash of no password, for answering in the same time where there is no account.</summary>
    private static readonly string Nobody = Encode(Rounds, new byte[SaltBytes], new byte[HashBytes]);

    /// <summary>What to store for this password.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/>, or not text.</exception>
    public static string Create(string password)
    {
        var bytes = Bytes(password) ?? throw new ArgumentException($"A password is text of at most {MaxBytes} bytes.", nameof(password));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Encode(Rounds, salt, Derive(bytes, salt, Rounds));
    }

    /// <summary>
    /// Whether this is the password. Takes as long for a wrong password, a too long one and an unknown account.
    /// </summary>
    /// <param name="stored">What <see cref="Create"/> returned; null where there is no account.</param>
    /// <param name="password">What was typed.</param>
    public static bool Verify(string? stored, string password)
    {
        var bytes = Bytes(password);
        var (rounds, salt, hash) = Decode(stored ?? Nobody);
        var same = CryptographicOperations.FixedTimeEquals(hash, Derive(bytes ?? [], salt, rounds));
        return same && bytes is not null && stored is not null;
    }

    private static byte[]? Bytes(string password)
    {
        // normalizing is not free either: no password of 256 bytes has more than 256 UTF-16 units
        if (password.Length > MaxBytes || !IsText(password)) return null;
        var bytes = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC));
        return bytes.Length <= MaxBytes ? bytes : null;
    }

    /// <summary>
    /// Half of a surrogate pair cannot be normalized; and HMAC fills its key up with zeros (RFC 2104 section 2), so that a password would
    /// be the same with NULs behind it.
    /// </summary>
    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && rune.Value != 0);

    private static byte[] Derive(byte[] password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);

    private static string Encode(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private static (int Rounds, byte[] Salt, byte[] Hash) Decode(string stored) => stored.Split('$') is [Scheme, var rounds, var salt, var hash]
        ? (int.Parse(rounds, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(hash))
        : throw new FormatException("A stored password is not in a form that this program knows.");
}
