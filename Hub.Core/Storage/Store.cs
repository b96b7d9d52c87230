namespace Hub.Core.Storage;

/// <summary>
/// The one door to the database. Everything that changes state is a unit of work given to <see cref="WriteAsync{T}"/>; it is durable
/// when the returned task completes. Reading has connections of its own and no view of a transaction that is under way.
/// </summary>
public abstract class Store : IAsyncDisposable
{
    /// <summary>Sets the parts that both engines share.</summary>
    protected Store(Dialect dialect, TimeProvider time)
    {
        Dialect = dialect;
        Time = time;
        Commits = new CommitState(this);
        DapperTypes.Register();
    }

    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; }

    /// <summary>The hub's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Wake-ups after commits, of this process and of other nodes.</summary>
    public Signals Signals { get; } = new();

    /// <summary>Whether the store can commit, for those who ask before they send work here.</summary>
    public CommitState Commits { get; }

    /// <summary>Whether no other process can be at work on the same data: what a former one left unfinished, it will never finish.</summary>
    public virtual bool IsAlone => false;

    /// <summary>Opens the store, brings its schema up to date and proves that a commit will survive a power cut.</summary>
    /// <exception cref="StoreException">It cannot be opened or must not be used; the message says what to do.</exception>
    public abstract Task OpenAsync(CancellationToken ct);

    /// <summary>Runs a unit of work in a transaction; completes after its commit.</summary>
    /// <exception cref="ConstraintException">The unit broke a constraint.</exception>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct);

    /// <summary>As <see cref="WriteAsync{T}"/>, for long jobs: pieces of at most 200 rows, of which only one at a time is let in.</summary>
    public abstract Task<T> WriteInBackgroundAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct);

    /// <summary>Runs queries. Each statement sees what was committed when it began; none may run longer than 30 s.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct);

    /// <summary>
    /// Completes when everything that could be read until now is durable. On PostgreSQL a commit is seen a moment before it is; who shows
    /// journal numbers to the outside waits for this first, because after a crash they would be given to other entries.
    /// </summary>
    public virtual Task SettleAsync(CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>An engine's error in a unit of work, as one of the store's own exceptions.</summary>
    protected Exception CommitError(Exception error)
    {
        var classified = Dialect.Classify(error);
        if (classified is StoreUnavailableException) Commits.Failed();
        return classified;
    }

    /// <summary>Runs a unit of work that answers nothing.</summary>
    public Task WriteAsync(Func<Tx, CancellationToken, Task> unit, CancellationToken ct) =>
        WriteAsync<bool>(
            async (tx, token) =>
            {
                await unit(tx, token);
                return true;
            },
            ct);
}
