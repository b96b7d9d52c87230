using System.Security.Cryptography;
using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// Boundaries of multiparts: the same for the same mail each time it is written, and impossible inside a part, because neither base64 nor
/// quoted-printable has "=_" and text that has <see cref="Mark"/> at the beginning of a line is encoded.
/// </summary>
internal static class MimeBoundary
{
    private const int Digits = 32;

    /// <summary>How each line that is a boundary begins.</summary>
    public static ReadOnlySpan<byte> Mark => "--=_"u8;

    /// <summary>The boundary of one of the multiparts of a mail.</summary>
    public static string Of(string messageId, string subtype)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{subtype}\n{messageId}"));
        return "=_" + Convert.ToHexStringLower(digest)[..Digits];
    }
}
