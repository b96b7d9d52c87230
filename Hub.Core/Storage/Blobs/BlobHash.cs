using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Hub.Core.Storage.Blobs;

/// <summary>The name of a content: its SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.</summary>
public sealed record BlobHash
{
    private readonly string _digits;

    private BlobHash(string digits) => _digits = digits;

    /// <summary>The name of this content.</summary>
    public static BlobHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return FromDigest(digest);
    }

    /// <summary>The name that a finished SHA-256 is.</summary>
    public static BlobHash FromDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest));

    /// <summary>The name in a row.</summary>
    /// <exception cref="FormatException">It is not one; nothing else ever becomes part of a path.</exception>
    public static BlobHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException("A blob's hash is 64 lower-case hexadecimal digits.");

    /// <summary>The name in this text, if it is one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BlobHash? hash)
    {
        var isHash = text is { Length: 2 * SHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigitLower);
        hash = isHash ? new BlobHash(text!) : null;
        return isHash;
    }

    /// <summary>The 64 digits.</summary>
    public override string ToString() => _digits;
}
