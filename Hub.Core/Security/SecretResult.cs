namespace Hub.Core.Security;

/// <summary>What looking up a secret gave. A class, not a record: nothing prints its value by accident.</summary>
public sealed class SecretResult
{
    private SecretResult(string? value, string? problem, string? fix)
    {
        Value = value;
        Problem = problem;
        Fix = fix;
    }

    /// <summary>The secret, never empty; null when it could not be had.</summary>
    public string? Value { get; }

    /// <summary>Why it could not be had, without the secret; null when it was.</summary>
    public string? Problem { get; }

    /// <summary>What to do about it; null when it was found.</summary>
    public string? Fix { get; }

    internal static SecretResult Found(string value) => new(value, null, null);

    internal static SecretResult Missing(string problem, string fix) => new(null, problem, fix);
}
