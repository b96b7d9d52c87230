using System.Threading.Channels;
using Hub.Core.Journal;
using Hub.Core.Metrics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// Group commit: the one writer runs whatever is waiting in ONE transaction and then completes all of it. A burst so costs one fsync, and
/// an idle hub has no delay.
/// <para>Units run without savepoints at first, which would copy every page that each of them touches. When one fails beside others, the
/// transaction is rolled back and they run again with a savepoint each: then the failed one alone is undone, and only its caller hears of
/// it. If SQLite has rolled the whole transaction back by itself (full disk, interrupt), nothing of the batch is completed and its other
/// units run again, each in a transaction of its own. If the COMMIT fails, every caller of the batch gets the error.</para>
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostUnits = 256;
    private const int MostWaiting = 4096;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(5);

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Func<Exception, Exception> _classify;
    private readonly Action<IEnumerable<Topic>> _announce;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly Channel<WriteUnit> _queue = Channel.CreateBounded<WriteUnit>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Gate _background = new(1);
    private readonly Tx _tx;
    private Task _running = Task.CompletedTask;
    private int _unitsThread;

    public SqliteWriter(
        SqliteConnection connection, Dialect dialect, TimeProvider time, Func<Exception, Exception> classify, Action<IEnumerable<Topic>> announce)
    {
        (_connection, _time, _classify, _announce) = (connection, time, classify, announce);
        _checkpoints = new SqliteCheckpoints(connection);
        _tx = new Tx(connection, dialect, time);
    }

    public void Start() => _running = Task.Run(RunAsync);

    public async Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        if (_unitsThread == Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("A unit of work waits for another one, which waits for it. Do both in one unit, or one after the other.");
        var entry = new WriteUnit<T>(unit, ct);
        try
        {
            await _queue.Writer.WriteAsync(entry, ct);
        }
        catch (ChannelClosedException)
        {
            throw Gate.Closed();
        }

        return await entry.WaitAsync();
    }

    public async Task<T> WriteInBackgroundAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        using var place = await _background.EnterAsync(ct);
        return await WriteAsync(unit, ct);
    }

    /// <summary>Commits what is waiting, refuses what comes after it, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _background.DisposeAsync();
        await _tx.DisposeAsync();
    }

    private bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
            while (_queue.Reader.TryRead(out var first))
            {
                foreach (var unit in await CommitAsync(Waiting(first))) await CommitWithSavepointsAsync([unit]);
                _checkpoints.AfterCommit();
            }
    }

    private IEnumerable<WriteUnit> Waiting(WriteUnit first)
    {
        var began = _time.GetTimestamp();
        var units = 1;
        yield return first;
        while (units++ < MostUnits && _time.GetElapsedTime(began) < LongestBatch && _queue.Reader.TryRead(out var next))
            yield return next;
    }

    /// <summary>Runs units in one transaction, in the hope that none of them fails.</summary>
    /// <returns>Those whose work was lost because SQLite ended the transaction.</returns>
    private async Task<List<WriteUnit>> CommitAsync(IEnumerable<WriteUnit> units)
    {
        var done = new List<WriteUnit>();
        var news = new HashSet<Topic>();
        foreach (var unit in units)
        {
            if (!unit.TryStart()) continue;
            if (await RunAsync(unit) is { } error)
            {
                if (done.Count > 0 && InTransaction)
                {
                    RollBack();
                    return await CommitWithSavepointsAsync([.. done, unit]);
                }

                unit.Fail(_classify(error));
                if (!InTransaction) return done;
                RollBack();
                continue;
            }

            done.Add(unit);
            news.UnionWith(_tx.News);
        }

        if (InTransaction) Commit(done, news);
        return [];
    }

    /// <summary>Runs units in one transaction, each of which may fail alone.</summary>
    /// <returns>Those whose work was lost because SQLite ended the transaction.</returns>
    private async Task<List<WriteUnit>> CommitWithSavepointsAsync(IEnumerable<WriteUnit> units)
    {
        var done = new List<WriteUnit>();
        var news = new HashSet<Topic>();
        foreach (var unit in units)
        {
            if (await RunInSavepointAsync(unit) is { } error)
            {
                unit.Fail(_classify(error));
                if (!InTransaction) return done;
                continue;
            }

            done.Add(unit);
            news.UnionWith(_tx.News);
        }

        if (InTransaction) Commit(done, news);
        return [];
    }

    private async Task<Exception?> RunInSavepointAsync(WriteUnit unit)
    {
        try
        {
            if (!InTransaction) Run("BEGIN IMMEDIATE");
            Run("SAVEPOINT unit");
        }
        catch (SqliteException error)
        {
            return error;
        }

        if (await RunAsync(unit) is { } failure)
        {
            if (InTransaction) Undo();
            return failure;
        }

        try
        {
            Run("RELEASE unit");
            return null;
        }
        catch (SqliteException error)
        {
            if (InTransaction) RollBack();
            return error;
        }
    }

    /// <returns>Why the unit's work does not stand in the open transaction, or null when it does.</returns>
    private async Task<Exception?> RunAsync(WriteUnit unit)
    {
        _tx.Reset();
        try
        {
            if (!InTransaction) Run("BEGIN IMMEDIATE");
            _unitsThread = Environment.CurrentManagedThreadId;
            await unit.RunAsync(_tx);
            await JournalWriter.WriteAsync(_tx, CancellationToken.None);
            return InTransaction ? null : new StoreException("A unit of work went on after an error that had ended its transaction.");
        }
        catch (Exception error)
        {
            // the loop's top: whatever a unit throws is its caller's
            return error;
        }
        finally
        {
            _unitsThread = 0;
        }
    }

    /// <summary>Takes back what the unit did; where that is not possible, the whole transaction.</summary>
    private void Undo()
    {
        try
        {
            Run("ROLLBACK TO unit");
            Run("RELEASE unit");
        }
        catch (SqliteException)
        {
            RollBack();
        }
    }

    private void Commit(List<WriteUnit> done, HashSet<Topic> news)
    {
        var began = _time.GetTimestamp();
        try
        {
            Run("COMMIT");
        }
        catch (SqliteException error)
        {
            if (InTransaction) RollBack();
            foreach (var unit in done) unit.Fail(_classify(error));
            return;
        }

        StoreMetrics.Committed(done.Count, _time.GetElapsedTime(began));
        foreach (var unit in done) unit.Complete();
        if (news.Count > 0) _announce(news);
    }

    // its code does not matter: it ends the transaction also where it reports the error that made it necessary
    private void RollBack() => raw.sqlite3_exec(_connection.Handle, "ROLLBACK");

    private void Run(string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);
}
