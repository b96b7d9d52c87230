using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>A few connections that can only read. A statement that runs longer than <see cref="Longest"/> is interrupted, because an old
/// snapshot keeps the write-ahead log from being reset.</summary>
internal sealed class SqliteReaders : IAsyncDisposable
{
    private const int Most = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Func<SqliteConnection> _open;
    private readonly Dialect _dialect;
    private readonly TimeProvider _time;
    private readonly Channel<DbSession?> _free = Channel.CreateBounded<DbSession?>(Most);

    public SqliteReaders(Func<SqliteConnection> open, Dialect dialect, TimeProvider time)
    {
        (_open, _dialect, _time) = (open, dialect, time);
        // null stands for a connection that is opened when it is first needed
        for (var i = 0; i < Most; i++) _free.Writer.TryWrite(null);
    }

    public async Task<T> ReadAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct)
    {
        var session = await _free.Reader.ReadAsync(ct);
        try
        {
            session ??= new DbSession(_open(), _dialect);
            using var tooLong = new CancellationTokenSource(Longest, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, tooLong.Token);
            var handle = ((SqliteConnection)session.Connection).Handle;
            await using var interrupt = both.Token.Register(() => raw.sqlite3_interrupt(handle));
            return await query(session, both.Token);
        }
        catch (SqliteException error)
        {
            throw _dialect.Classify(error);
        }
        finally
        {
            // never refuses: there are as many places as connections
            _free.Writer.TryWrite(session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Most; i++)
            if (await _free.Reader.ReadAsync() is { } session)
                await session.Connection.DisposeAsync();
    }
}
