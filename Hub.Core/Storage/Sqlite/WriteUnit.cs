namespace Hub.Core.Storage.Sqlite;

/// <summary>A unit of work in the writer's queue, and the caller who waits for it.</summary>
internal abstract class WriteUnit
{
    /// <summary>False when the caller gave up while the unit waited: it must not run then.</summary>
    public abstract bool TryStart();

    /// <summary>Runs the unit from its beginning, for the first time or once more.</summary>
    public abstract Task RunAsync(Tx tx);

    /// <summary>Tells the caller that the unit is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller why it is not.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class WriteUnit<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct) : WriteUnit
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<T> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private int _state = Waiting;

    /// <summary>Completes when the unit is durable; at once when the caller gives up before it started.</summary>
    public async Task<T> WaitAsync()
    {
        await using var givenUp = ct.UnsafeRegister(static unit => ((WriteUnit<T>)unit!).Withdraw(), this);
        return await _caller.Task;
    }

    public override bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) != Withdrawn;

    public override async Task RunAsync(Tx tx)
    {
        ct.ThrowIfCancellationRequested();
        var running = unit(tx, ct);
        var touchedOnlyItsTransaction = running.IsCompleted;
        _result = await running;
        if (!touchedOnlyItsTransaction)
            throw new InvalidOperationException("A unit of work awaited something outside its transaction and held up every other writer.");
    }

    public override void Complete() => _caller.TrySetResult(_result);

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException && ct.IsCancellationRequested) _caller.TrySetCanceled(ct);
        else _caller.TrySetException(error);
    }

    private void Withdraw()
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting) _caller.TrySetCanceled(ct);
    }
}
