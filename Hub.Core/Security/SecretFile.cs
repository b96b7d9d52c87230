using System.Text;
using Hub.Core.Configuration;

namespace Hub.Core.Security;

/// <summary>Reads a secret from a file that nobody but its owner may read.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 * 1024;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static SecretResult Read(string path, SecretSources sources)
    {
        try
        {
            // the mode is read from the open file: a link is followed, and what is checked is what is read
            using var file = File.OpenHandle(RelativePath.Find(path, sources.Folders));
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) is var mode && (mode & Others) != 0)
            {
                return SecretResult.Missing(
                    $"the file {path} can be read or written by other users (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')})",
                    $"run: chmod 600 {path}");
            }

            var bytes = new byte[MaxBytes + 1];
            var length = RandomAccess.Read(file, bytes, 0);
            return length > MaxBytes
                ? SecretResult.Missing($"the file {path} is larger than 64 KiB", "name the file that holds only the secret")
                : Content(path, bytes.AsSpan(0, length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return SecretResult.Missing($"the file {path} does not exist", "create it with mode 600, or correct the path");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return SecretResult.Missing($"the file {path} cannot be read", "let the account that runs the hub own it, with mode 600");
        }
    }

    private static SecretResult Content(string path, ReadOnlySpan<byte> bytes)
    {
        // editors and `echo` end a file with a line break that is no part of the secret
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
        return text.Length == 0
            ? SecretResult.Missing($"the file {path} is empty", "write the secret into it")
            : SecretResult.Found(text);
    }
}
