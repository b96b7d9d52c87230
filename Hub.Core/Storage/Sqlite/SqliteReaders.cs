using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>A few connections that can only read. A query that runs longer than <see cref="Longest"/> is interrupted, because an old
/// snapshot keeps the write-ahead log from being reset.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open, Dialect dialect, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private const int Most = 8;

    private readonly Gate _gate = new(Most);
    private readonly ConcurrentBag<DbSession> _free = [];
    private readonly CancellationTokenSource _closing = new();

    public async Task<T> ReadAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct)
    {
        using var place = await _gate.EnterAsync(ct);
        using var tooLong = new CancellationTokenSource(Longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, tooLong.Token, _closing.Token);
        try
        {
            return await RunAsync(query, end.Token);
        }
        catch (Exception error) when (error is SqliteException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            if (_closing.IsCancellationRequested) throw Gate.Closed();
            if (tooLong.IsCancellationRequested) throw new StoreException("The query took longer than 30 s and was ended.", error);
            throw dialect.Classify(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _gate.DisposeAsync();
        while (_free.TryTake(out var session)) await session.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct)
    {
        if (!_free.TryTake(out var session)) session = new DbSession(open(), dialect);
        var handle = ((SqliteConnection)session.Connection).Handle;
        try
        {
            await using var interrupt = ct.Register(() => raw.sqlite3_interrupt(handle));
            return await query(session, ct);
        }
        finally
        {
            // a snapshot that a query left open would keep the log from ever starting anew
            if (raw.sqlite3_get_autocommit(handle) == 0) raw.sqlite3_exec(handle, "ROLLBACK");
            _free.Add(session);
        }
    }
}
