using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Hub.Core.Security;

/// <summary>
/// Where a secret is found: <c>env:NAME</c> (an environment variable) or <c>file:PATH</c> (a file only its owner can read). Configuration
/// holds references, never secrets; a reference may be printed, what it leads to may not.
/// </summary>
[TypeConverter(typeof(SecretReferenceConverter))]
public sealed class SecretReference : IEquatable<SecretReference>
{
    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";
    private readonly bool _isFile;

    private SecretReference(bool isFile, string name)
    {
        _isFile = isFile;
        Name = name;
    }

    /// <summary>The environment variable's name or the file's path, as written.</summary>
    public string Name { get; }

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The configured text.</param>
    /// <param name="reference">The reference, null when the text is none.</param>
    /// <returns>False when the text is neither <c>env:NAME</c> nor <c>file:PATH</c>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SecretReference? reference)
    {
        reference = text switch
        {
            null => null,
            _ when Rest(text, EnvironmentPrefix) is { } name && !name.Contains('=', StringComparison.Ordinal) => new(false, name),
            _ when Rest(text, FilePrefix) is { } path && !path.Contains('\0', StringComparison.Ordinal) => new(true, path),
            _ => null,
        };
        return reference is not null;
    }

    /// <summary>The secret itself, or why it cannot be had and what to do. Reads the variable or the file anew each time, so that a
    /// rotated secret is seen by the next call.</summary>
    /// <param name="sources">Where variables and relative paths are looked up.</param>
    public SecretResult TryResolve(SecretSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return _isFile ? SecretFile.Read(Name, sources) : FromEnvironment(sources);
    }

    /// <summary>The secret itself, from this process's environment and files.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had; the text says why and what to do, and holds no secret.</exception>
    public string Resolve()
    {
        var result = TryResolve(SecretSources.Process);
        return result.Value ?? throw new InvalidOperationException($"{this}: {result.Problem}. {result.Fix}.");
    }

    /// <summary>The reference as it was written, never the secret.</summary>
    public override string ToString() => (_isFile ? FilePrefix : EnvironmentPrefix) + Name;

    /// <inheritdoc/>
    public bool Equals(SecretReference? other) => other is not null && other._isFile == _isFile && other.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isFile, Name);

    private SecretResult FromEnvironment(SecretSources sources) => sources.Environment(Name) switch
    {
        null => SecretResult.Missing($"the environment variable {Name} is not set", $"set {Name} before the hub starts"),
        "" => SecretResult.Missing($"the environment variable {Name} is empty", $"give {Name} a value"),
        var value => SecretResult.Found(value),
    };

    private static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text[prefix.Length..])
            ? text[prefix.Length..].Trim()
            : null;
}
