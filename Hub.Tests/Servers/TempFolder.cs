using System.Security.Cryptography;

namespace Hub.Tests.Servers;

/// <summary>A folder under the system's temporary one that is deleted at the end, also when the test run is killed.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder(string prefix)
    {
        var name = $"omnihub-{prefix}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), name);
        Reaper.Made(Path);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Reaper.Deleted(Path);
    }
}
