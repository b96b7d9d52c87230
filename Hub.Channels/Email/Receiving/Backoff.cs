namespace Hub.Channels.Email.Receiving;

/// <summary>Pauses between tries that double, with chance in them so that many accounts do not knock at the same instant.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _tries;

    /// <summary>The next pause: at least half of what the number of tries makes it.</summary>
    public TimeSpan Next()
    {
        var full = first * Math.Pow(2, Math.Min(_tries++, 30));
        return (full < longest ? full : longest) * (0.5 + (random.NextDouble() / 2));
    }

    /// <summary>It went well.</summary>
    public void Reset() => _tries = 0;
}
