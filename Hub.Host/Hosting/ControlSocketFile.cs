using System.Net.Sockets;
using Hub.Core.Storage;

namespace Hub.Host.Hosting;

/// <summary>The socket in the data folder by which commands reach the host that holds it; only the host's own account can open it.</summary>
internal static class ControlSocketFile
{
    /// <summary>sun_path of unix(7) has 108 bytes with the zero at the end.</summary>
    private const int LongestPath = 107;

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "control.sock");

    /// <summary>Whether the system can have a socket there at all.</summary>
    public static bool IsPossible(string path) => System.Text.Encoding.UTF8.GetByteCount(path) <= LongestPath;

    /// <summary>Connects, or returns null where no host listens.</summary>
    public static async Task<Socket?> TryConnectAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path) || !IsPossible(path)) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return socket;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes what a killed host has left, so that the next one can listen.</summary>
    /// <exception cref="StoreException">A living host listens there.</exception>
    public static async Task RemoveStaleAsync(string path, CancellationToken ct)
    {
        using var living = await TryConnectAsync(path, ct);
        if (living is not null)
            throw new StoreException(
                $"Another host works with the data folder {Path.GetDirectoryName(path)}. Stop that one, or start this one with another folder: --data DIR.");
        File.Delete(path);
    }

    /// <summary>Closes the file to other accounts; between bind and listen nobody can have connected yet.</summary>
    public static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
