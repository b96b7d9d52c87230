using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Security;

namespace Hub.Host.Api;

/// <summary>
/// Where the next page of a list begins, as a text that callers give back unread. It is signed, so that nobody can make one that starts a
/// query anywhere else; a cursor of one list is none of another. Any node reads it.
/// </summary>
internal sealed class Cursors(InstallationKey key)
{
    private const int SignatureBytes = 16;
    private const int LongestText = 1024;
    private readonly byte[] _key = key.For("cursors");

    /// <summary>The cursor for a place in a list.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="place">What the list's query needs to go on.</param>
    public string Make(string list, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        return Base64Url.EncodeToString([.. Sign(list, text), .. text]);
    }

    /// <summary>The place that a cursor stands for; null where there is no cursor, so that the list begins.</summary>
    /// <exception cref="BadInputException">It was not made for this list by this hub.</exception>
    public string? Read(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        var bytes = cursor.Length <= LongestText && Base64Url.IsValid(cursor) ? Base64Url.DecodeFromChars(cursor) : [];
        if (bytes.Length < SignatureBytes || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SignatureBytes), Sign(list, bytes[SignatureBytes..])))
            throw new BadInputException("cursor", "it is not the 'next' of a page of this list");
        return Encoding.UTF8.GetString(bytes, SignatureBytes, bytes.Length - SignatureBytes);
    }

    private byte[] Sign(string list, byte[] place) => HMACSHA256.HashData(_key, (byte[])[.. Encoding.UTF8.GetBytes(list), 0, .. place])[..SignatureBytes];
}
