using Hub.Core.Configuration;

namespace Hub.Core.Security;

/// <summary>Where secrets are looked up.</summary>
/// <param name="Environment">The value of an environment variable, null when it is not set.</param>
/// <param name="Folders">The folders a relative path is looked for in, first match.</param>
public sealed record SecretSources(Func<string, string?> Environment, IReadOnlyList<string> Folders)
{
    /// <summary>This process's environment; the current folder, then the program's.</summary>
    public static SecretSources Process { get; } =
        new(System.Environment.GetEnvironmentVariable, RelativePath.Folders);
}
