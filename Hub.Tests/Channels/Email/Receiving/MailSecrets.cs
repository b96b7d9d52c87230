using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Secrets in files that only their owner can read.</summary>
internal sealed class MailSecrets : IDisposable
{
    private readonly TempFolder _folder = new("mail-secrets");

    /// <summary>The reference by which the configuration names a secret.</summary>
    public string Keep(string secret)
    {
        var path = _folder[Path.GetRandomFileName()];
        File.WriteAllText(path, secret);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return "file:" + path;
    }

    public void Dispose() => _folder.Dispose();
}
