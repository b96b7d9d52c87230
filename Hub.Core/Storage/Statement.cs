namespace Hub.Core.Storage;

/// <summary>
/// A prepared statement for the hot paths. Its SQL names its parameters <c>$1, $2, ...</c>; bind them in that order, then run.
/// One statement serves one connection and is not shared between threads.
/// </summary>
public abstract class Statement : IDisposable
{
    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(string? value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(long value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(long? value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(bool value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(byte[]? value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(Guid value);

    /// <summary>Binds the next parameter.</summary>
    public abstract Statement Bind(Guid? value);

    /// <summary>Runs it and answers how many rows it changed.</summary>
    public abstract Task<int> ExecuteAsync(CancellationToken ct);

    /// <summary>
    /// Runs it together with the next statement of the session, which saves PostgreSQL a round trip: for a change whose outcome is looked at
    /// only after that.
    /// </summary>
    public abstract Task<Later<int>> ExecuteWithNextAsync(CancellationToken ct);

    /// <summary>Reads its first row together with the next statement of the session, as <see cref="ExecuteWithNextAsync"/> changes.</summary>
    public abstract Task<Later<T?>> FirstWithNextAsync<T>(Func<Row, T> read, CancellationToken ct);

    /// <summary>
    /// Runs it with the unit's commit at the latest: for a change that nothing later in the unit looks at. It saves PostgreSQL a round trip.
    /// </summary>
    public abstract Task ExecuteAtEndAsync(Tx tx, CancellationToken ct);

    /// <summary>Runs it and reads its first row, or answers <c>default</c> where there is none.</summary>
    public abstract Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct);

    /// <summary>Runs it and reads every row.</summary>
    public abstract Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken ct);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Forgets what was bound: a user before may have failed half way.</summary>
    internal abstract Statement Begin();
}
