using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Security;

/// <summary>What a new password must be (ASVS 5.0 section 6.2): long enough, any characters, nothing the account's name gives away.</summary>
public static class PasswordRules
{
    /// <summary>The fewest characters; 15 and more are advised.</summary>
    public const int MinLength = 8;

    private const int GeneratedLength = 20;

    /// <summary>No characters that look alike, so that it can be read out.</summary>
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2346789";

    /// <summary>Why this password cannot be taken, or null where it can.</summary>
    public static string? Fault(string password, string userName) => password switch
    {
        _ when password.EnumerateRunes().Count() < MinLength => $"a password has at least {MinLength} characters",
        _ when Encoding.UTF8.GetByteCount(password) > PasswordHash.MaxBytes => $"a password has at most {PasswordHash.MaxBytes} bytes",
        _ when password.Any(char.IsControl) => "a password has no control characters",
        _ when password.EnumerateRunes().Contains(Rune.ReplacementChar) => "the password is not valid Unicode text",
        _ when password.EnumerateRunes().Distinct().Count() == 1 => "a password is more than one character repeated",
        _ when password.Contains(userName, StringComparison.OrdinalIgnoreCase) => "a password does not contain the user's name",
        _ => null,
    };

    /// <summary>A random password of about 115 bits.</summary>
    public static string Generate() => RandomNumberGenerator.GetString(Alphabet, GeneratedLength);
}
