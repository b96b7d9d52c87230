using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Core.Security;

/// <summary>
/// A secret of 256 random bits that proves who calls. It is shown once; the database holds only its SHA-256, which needs no salt because
/// nobody can guess the bits.
/// </summary>
/// <param name="Text">What the caller sends.</param>
public sealed record Token(string Text)
{
    private const int SecretBytes = 32;
    private const int ShownLength = 10;

    /// <summary>How a sign-in's token begins; the beginnings let secret scanners find what should not lie about.</summary>
    public const string SessionPrefix = "ohs_";

    /// <summary>How an API key begins.</summary>
    public const string KeyPrefix = "ohk_";

    /// <summary>What is stored.</summary>
    public byte[] Hash => HashOf(Text);

    /// <summary>The beginning by which its owner recognises it in a list.</summary>
    public string Shown => Text[..ShownLength];

    /// <summary>A new token of a sign-in.</summary>
    public static Token ForSession() => New(SessionPrefix);

    /// <summary>A new API key.</summary>
    public static Token ForKey() => New(KeyPrefix);

    /// <summary>What is stored of a token with this text.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Never the secret: a token must not reach a log by being formatted.</summary>
    public override string ToString() => Shown + "...";

    private static Token New(string prefix) => new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
}
