using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// The connections to a server: so many at the same time and no more, kept for a while after their last mail, ended with QUIT.
/// </summary>
internal sealed class SmtpPool(int size, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>How long a connection is kept without a mail: shorter than servers do.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(size);
    private readonly Lock _gate = new();
    private readonly List<Kept> _kept = [];
    private readonly List<Task> _leaving = [];
    private bool _closed;

    /// <summary>Waits for a place; false when there was none in time.</summary>
    public async Task<bool> EnterAsync(TimeSpan within, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await _places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Gives the place up.</summary>
    public void Leave() => _places.Release();

    /// <summary>The connection that was used last, or null.</summary>
    public SmtpSession? Take()
    {
        lock (_gate)
        {
            if (_kept.Count == 0) return null;
            var kept = _kept[^1];
            _kept.RemoveAt(_kept.Count - 1);
            kept.Timer.Dispose();
            return kept.Session;
        }
    }

    /// <summary>Keeps a connection, or ends one that cannot serve again.</summary>
    public async Task PutAsync(SmtpSession session)
    {
        if (session.CanServeAgain && TryKeep(session)) return;
        if (session.CanBeTold) await QuitAsync(session);
        else await session.Connection.DisposeAsync();
    }

    /// <summary>Ends every kept connection.</summary>
    public void Forget()
    {
        while (Take() is { } session) Dismiss(session);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _closed = true;
        Forget();
        Task[] leaving;
        lock (_gate) leaving = [.. _leaving];
        await Task.WhenAll(leaving);
    }

    private bool TryKeep(SmtpSession session)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _kept.Add(new Kept(session, time.CreateTimer(_ => DropIdle(session), null, Idle, Timeout.InfiniteTimeSpan)));
            return true;
        }
    }

    private void DropIdle(SmtpSession session)
    {
        lock (_gate)
        {
            var at = _kept.FindIndex(kept => kept.Session == session);
            if (at < 0) return;
            _kept[at].Timer.Dispose();
            _kept.RemoveAt(at);
        }

        Dismiss(session);
    }

    private void Dismiss(SmtpSession session)
    {
        lock (_gate)
        {
            _leaving.RemoveAll(task => task.IsCompleted);
            _leaving.Add(QuitAsync(session));
        }
    }

    private async Task QuitAsync(SmtpSession session)
    {
        // off the caller's thread, which may hold the gate
        await Task.Yield();
        try
        {
            await session.Connection.SendAsync("QUIT\r\n", Farewell, CancellationToken.None);
            await session.Connection.ReadAsync(Farewell, CancellationToken.None);
        }
        catch (SmtpBrokenException error)
        {
            // nothing hangs on it any more
            SendingLog.QuitBroke(log, error);
        }

        await session.Connection.DisposeAsync();
    }

    private sealed record Kept(SmtpSession Session, ITimer Timer);
}
