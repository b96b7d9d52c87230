namespace Hub.Tests.Trials;

/// <summary>How large the named trials are: small in every run, full with <c>test.sh long</c>.</summary>
public static class TrialSize
{
    public const string Variable = "OMNIHUB_TRIALS";

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "small" => false,
        "long" => true,
        var other => throw new InvalidOperationException($"{Variable} is '{other}': it must be 'small' or 'long'."),
    };

    /// <summary><c>TrialSize.Pick(small: 5, full: 100)</c></summary>
    public static T Pick<T>(T small, T full) => IsLong ? full : small;
}
