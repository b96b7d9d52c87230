using Hub.Core.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// The store of several nodes: each unit of work is a transaction of its own on one of a few connections. A unit that lost against another
/// transaction (SQLSTATE 40001, 40P01), or whose connection broke before its COMMIT was sent, runs again. When the connection breaks
/// while a COMMIT is under way, its outcome is not known: see <see cref="StoreUnavailableException.OutcomeUnknown"/>.
/// </summary>
public sealed class PostgresStore : Store
{
    private const int MostRuns = 8;
    private static readonly TimeSpan PausePerRun = TimeSpan.FromMilliseconds(10);

    private readonly PostgresConnections _connections;
    private readonly PostgresNotices _notices;
    private readonly Jitter _jitter;
    // in front of the pools, whose own queues give up after a while
    private readonly Gate _writers = new(PostgresConnections.MostWriters);
    private readonly Gate _readers = new(PostgresConnections.MostReaders);
    private readonly Gate _background = new(1);

    /// <summary>A store in the database that the connection string names; call <see cref="OpenAsync"/> before use.</summary>
    /// <param name="connectionString">As Npgsql takes it; of several hosts the primary is used.</param>
    /// <param name="time">The hub's clock.</param>
    /// <param name="random">For the pauses between tries.</param>
    /// <param name="log">Told when the wake-ups of other nodes are lost and found.</param>
    public PostgresStore(string connectionString, TimeProvider time, Random random, ILogger<PostgresStore> log)
        : base(new PostgresDialect(), time)
    {
        _jitter = new Jitter(random);
        _connections = new PostgresConnections(connectionString);
        _notices = new PostgresNotices(_connections.Notices, Signals, time, _jitter, log);
    }

    /// <inheritdoc/>
    public override async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await _connections.Writers.OpenConnectionAsync(ct);
            await PostgresServerCheck.RefuseIfUnfitAsync(connection, ct);
            await PostgresSchema.MigrateAsync(connection, Dialect, ct);
        }
        catch (NpgsqlException error)
        {
            throw Dialect.Classify(error);
        }

        await _notices.StartAsync(ct);
    }

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        using var place = await _writers.EnterAsync(ct);
        var reconnected = false;
        for (var run = 1; ; run++)
        {
            try
            {
                return await RunAsync(unit, ct);
            }
            catch (NpgsqlException error) when (run < MostRuns && PostgresDialect.IsConflict(error))
            {
                await Task.Delay(_jitter.UpTo(PausePerRun * run), Time, ct);
            }
            catch (NpgsqlException error) when (!reconnected && PostgresDialect.IsConnectionLoss(error))
            {
                // it may have broken while nobody used it: the transaction never was
                reconnected = true;
            }
            catch (NpgsqlException error)
            {
                throw CommitError(error);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<T> WriteInBackgroundAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        using var place = await _background.EnterAsync(ct);
        return await WriteAsync(unit, ct);
    }

    /// <inheritdoc/>
    public override async Task<T> ReadAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct)
    {
        using var place = await _readers.EnterAsync(ct);
        try
        {
            await using var connection = await _connections.Readers.OpenConnectionAsync(ct);
            return await query(new DbSession(connection, Dialect), ct);
        }
        catch (NpgsqlException error)
        {
            throw Dialect.Classify(error);
        }
    }

    /// <inheritdoc/>
    public override async Task SettleAsync(CancellationToken ct)
    {
        using var place = await _writers.EnterAsync(ct);
        try
        {
            await using var connection = await _connections.Writers.OpenConnectionAsync(ct);
            await using var flush = new NpgsqlCommand(PostgresCommit.Flush, connection);
            await flush.ExecuteNonQueryAsync(ct);
        }
        catch (NpgsqlException error)
        {
            throw Dialect.Classify(error);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _background.DisposeAsync();
        await _writers.DisposeAsync();
        await _readers.DisposeAsync();
        await _notices.DisposeAsync();
        await _connections.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        await using var connection = await _connections.Writers.OpenConnectionAsync(ct);
        // sent together with the first statement; closing the connection rolls back what is not committed
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tx = new Tx(connection, Dialect, Time);
        var result = await unit(tx, ct);
        var began = Time.GetTimestamp();
        await PostgresCommit.SendAsync(connection, tx);
        StoreMetrics.Committed(1, Time.GetElapsedTime(began));
        foreach (var topic in tx.News) Signals[topic].Pulse();
        _notices.Tell(tx.News);
        return result;
    }
}
