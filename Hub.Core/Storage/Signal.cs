namespace Hub.Core.Storage;

/// <summary>
/// A coalescing wake-up. Take <see cref="Next"/> BEFORE looking for work: a pulse between the look and the wait is then never missed.
/// </summary>
public sealed class Signal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next pulse.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes everybody who waits.</summary>
    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Waits for <paramref name="next"/>, but no longer than <paramref name="atMost"/>: the safety net of a lost wake-up.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        if (next.IsCompleted || atMost <= TimeSpan.Zero) return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(next, Task.Delay(atMost, time, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
