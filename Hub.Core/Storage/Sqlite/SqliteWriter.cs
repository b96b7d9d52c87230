using System.Threading.Channels;
using Hub.Core.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// Group commit: the one writer runs whatever is waiting in ONE transaction, a savepoint each, and then completes all of it. A burst so
/// costs one fsync, and an idle hub has no delay.
/// <para>A unit that fails is rolled back to its savepoint and only its caller hears of it. If SQLite has rolled the whole transaction
/// back (full disk, interrupt), nothing of the batch is completed and its other units run again, each in a transaction of its own. If the
/// COMMIT fails, every caller of the batch gets the error.</para>
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostUnits = 256;
    private const int Waiting = 4096;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(5);

    private readonly SqliteConnection _connection;
    private readonly Dialect _dialect;
    private readonly TimeProvider _time;
    private readonly Action<IEnumerable<Topic>> _announce;
    private readonly Channel<WriteUnit> _queue = Channel.CreateBounded<WriteUnit>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly SemaphoreSlim _background = new(1);
    private readonly List<WriteUnit> _batch = [];
    private readonly HashSet<Topic> _news = [];
    private readonly Tx _tx;
    private Task _running = Task.CompletedTask;

    public SqliteWriter(SqliteConnection connection, Dialect dialect, TimeProvider time, Action<IEnumerable<Topic>> announce)
    {
        (_connection, _dialect, _time, _announce) = (connection, dialect, time, announce);
        _tx = new Tx(connection, dialect, time);
    }

    public void Start() => _running = Task.Run(RunAsync);

    public async Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        var entry = new WriteUnit<T>(unit, ct);
        await _queue.Writer.WriteAsync(entry, ct);
        return await entry.Caller;
    }

    public async Task<T> WriteInBackgroundAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct)
    {
        await _background.WaitAsync(ct);
        try
        {
            return await WriteAsync(unit, ct);
        }
        finally
        {
            _background.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        _background.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
            while (_queue.Reader.TryRead(out var first))
                await CommitTogetherAsync(first);
    }

    private async Task CommitTogetherAsync(WriteUnit first)
    {
        _batch.Clear();
        _news.Clear();
        var began = _time.GetTimestamp();
        try
        {
            Run("BEGIN IMMEDIATE");
        }
        catch (SqliteException error)
        {
            first.Fail(_dialect.Classify(error));
            return;
        }

        var unit = first;
        do
        {
            if (await RunInSavepointAsync(unit) || InTransaction) continue;
            await CommitEachAloneAsync([.. _batch]);
            return;
        }
        while (_batch.Count < MostUnits && _time.GetElapsedTime(began) < LongestBatch && _queue.Reader.TryRead(out unit!));

        Commit();
    }

    /// <summary>What a lost transaction took with it runs again, so that one unit's misfortune is not its neighbours'.</summary>
    private async Task CommitEachAloneAsync(WriteUnit[] units)
    {
        foreach (var unit in units)
        {
            _batch.Clear();
            _news.Clear();
            try
            {
                Run("BEGIN IMMEDIATE");
            }
            catch (SqliteException error)
            {
                unit.Fail(_dialect.Classify(error));
                continue;
            }

            if (await RunInSavepointAsync(unit) || InTransaction) Commit();
        }
    }

    /// <returns>Whether the unit's work stands in the open transaction.</returns>
    private async Task<bool> RunInSavepointAsync(WriteUnit unit)
    {
        _tx.Reset();
        try
        {
            Run("SAVEPOINT unit");
            await unit.RunAsync(_tx);
            await JournalWriter.WriteAsync(_tx, CancellationToken.None);
            Run("RELEASE unit");
        }
        catch (Exception error)
        {
            // the loop's top: whatever a unit throws is its caller's
            if (InTransaction) RollBackToSavepoint();
            unit.Fail(_dialect.Classify(error));
            return false;
        }

        _batch.Add(unit);
        _news.UnionWith(_tx.News);
        return true;
    }

    private void Commit()
    {
        try
        {
            Run("COMMIT");
        }
        catch (SqliteException error)
        {
            if (InTransaction) Run("ROLLBACK");
            foreach (var unit in _batch) unit.Fail(_dialect.Classify(error));
            return;
        }

        foreach (var unit in _batch) unit.Complete();
        if (_news.Count > 0) _announce(_news);
    }

    private void RollBackToSavepoint()
    {
        Run("ROLLBACK TO unit");
        Run("RELEASE unit");
    }

    private bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    private void Run(string sql)
    {
        var code = raw.sqlite3_exec(_connection.Handle, sql);
        SqliteException.ThrowExceptionForRC(code, _connection.Handle);
    }
}
