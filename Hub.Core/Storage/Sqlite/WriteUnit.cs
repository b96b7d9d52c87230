namespace Hub.Core.Storage.Sqlite;

/// <summary>A unit of work in the writer's queue, and the caller who waits for it.</summary>
internal abstract class WriteUnit
{
    /// <summary>Runs the unit once more from its beginning.</summary>
    public abstract Task RunAsync(Tx tx);

    /// <summary>Tells the caller that the unit is durable.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller why it is not.</summary>
    public abstract void Fail(Exception error);
}

internal sealed class WriteUnit<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct) : WriteUnit
{
    private readonly TaskCompletionSource<T> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Caller => _caller.Task;

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
        if (error is OperationCanceledException) _caller.TrySetCanceled(ct);
        else _caller.TrySetException(error);
    }
}
