using System.Security.Cryptography;
using System.Text;
using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>
/// The installation's own secret: made at the first start, kept in the database, the same on every node. What signs or encrypts takes a
/// key derived for its purpose (HKDF, RFC 5869), so that a signature for one purpose says nothing for another.
/// </summary>
public sealed class InstallationKey
{
    private const string Setting = "installation_key";
    private const int KeyBytes = 32;
    private readonly byte[] _master;

    private InstallationKey(byte[] master) => _master = master;

    /// <summary>Reads the key, and makes it when this is the first start.</summary>
    public static async Task<InstallationKey> LoadAsync(Store store, CancellationToken ct)
    {
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        var kept = await store.WriteAsync(
            async (tx, unit) =>
            {
                await tx.Statement("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
                    .Bind(Setting).Bind(fresh).ExecuteAsync(unit);
                return await tx.Statement("SELECT value FROM settings WHERE name = $1").Bind(Setting).FirstAsync(row => row.Text(0), unit);
            },
            ct);
        return new InstallationKey(Convert.FromBase64String(kept!));
    }

    /// <summary>The key of 32 bytes for a purpose.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));
}
