namespace Hub.Core;

/// <summary>Times as the tables hold them: UTC milliseconds since 1970.</summary>
public static class Milliseconds
{
    /// <summary>The provider's present time in UTC milliseconds.</summary>
    public static long NowMs(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>This time in UTC milliseconds.</summary>
    public static long ToMs(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    /// <summary>The time that these UTC milliseconds name.</summary>
    public static DateTimeOffset ToTime(this long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
