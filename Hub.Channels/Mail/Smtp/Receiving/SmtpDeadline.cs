namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>A token that ends with the host, or when something has taken too long.</summary>
internal sealed class SmtpDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _stop;

    public SmtpDeadline(TimeProvider time, CancellationToken stop)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stop = stop.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>So much time from now, in place of what was allowed before.</summary>
    public void Allow(TimeSpan time) => _source.CancelAfter(time);

    public void AllowForever() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _stop.Dispose();
        _source.Dispose();
    }
}
