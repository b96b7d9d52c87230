using System.Text.RegularExpressions;

namespace Hub.Host.Api;

/// <summary>A queue to add.</summary>
internal sealed partial record NewQueueBody(string Key, string Name)
{
    public Problem? Fault() =>
        !QueueKey().IsMatch(Key) ? Problem.Invalid("key", "it has 1 to 60 lower-case letters, digits and dashes")
        : Input.LineFault(Name, Input.LongestName) is { } name ? Problem.Invalid("name", name)
        : null;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,59}\z")]
    private static partial Regex QueueKey();
}

/// <summary>A queue's other name.</summary>
internal sealed record QueueChangeBody(string Name)
{
    public Problem? Fault() => Input.LineFault(Name, Input.LongestName) is { } name ? Problem.Invalid("name", name) : null;
}
