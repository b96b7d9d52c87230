using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Security;
using Hub.Host.Security;

namespace Hub.Host.Desk.Pictures;

/// <summary>
/// The hub's own addresses of pictures elsewhere. They are signed for the session that they are shown to, so that the hub fetches only what
/// stands in a mail that its user may read.
/// </summary>
internal sealed class PictureLinks(InstallationKey key)
{
    /// <summary>Where pictures are asked for.</summary>
    public const string Path = "/pictures";

    private readonly byte[] _key = key.For("pictures");

    /// <summary>The address by which this session sees the picture.</summary>
    public string Of(Caller caller, string url) => $"{DeskRoutes.Path}{Path}?url={Uri.EscapeDataString(url)}&key={Sign(caller, url)}";

    /// <summary>Whether the key is that of this session and picture.</summary>
    public bool IsOf(Caller caller, string url, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(caller, url)), Encoding.UTF8.GetBytes(given));

    private string Sign(Caller caller, string url) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{Convert.ToHexString(caller.TokenHash)}:{url}")));
}
