using Hub.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Hub.Core.Search.Sqlite;

/// <summary>
/// The index of the embedded store: FTS5 in <c>search.db</c>, a file of its own that is opened at its first use. One that turns out to be
/// damaged is put away and made anew at the next use.
/// </summary>
public sealed class SqliteSearchIndex(string dataFolder, TimeProvider time, ILogger<SqliteSearchIndex> log) : ISearchIndex, IAsyncDisposable
{
    private const string Position = "SELECT journal, backfill FROM position";

    private readonly string _path = Path.Combine(dataFolder, "search.db");
    private readonly SharedGate _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private SearchFile? _file;

    /// <inheritdoc/>
    public Task<SearchPosition?> PositionAsync(CancellationToken ct) => UseAsync(
        file => file.Readers.ReadAsync(
            (session, token) => session.Statement(Position).FirstAsync(row => new SearchPosition(row.Long(0), row.Long(1)), token), ct),
        ct);

    /// <inheritdoc/>
    public Task ResetAsync(SearchPosition start, Lease lease, CancellationToken ct) => WriteAsync(writer => writer.Reset(start), ct);

    /// <inheritdoc/>
    public Task AddAsync(SearchBatch batch, Lease lease, CancellationToken ct) => WriteAsync(writer => writer.Add(batch, lease.Name, ct), ct);

    /// <inheritdoc/>
    public Task<SearchPage> FindAsync(string query, int limit, SearchCursor? before, CancellationToken ct)
    {
        var search = new SqliteSearch(SearchQuery.Parse(query), limit, before ?? SearchCursor.Start);
        return UseAsync(file => file.Readers.ReadAsync(search.RunAsync, ct), ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (await _gate.EnterAloneAsync(CancellationToken.None))
        {
            if (_file is not null) await _file.DisposeAsync();
            _file = null;
        }

        _writing.Dispose();
        _gate.Dispose();
    }

    private Task<bool> WriteAsync(Action<SearchWriter> write, CancellationToken ct) => UseAsync(
        async file =>
        {
            await _writing.WaitAsync(ct);
            try
            {
                write(file.Writer);
                return true;
            }
            finally
            {
                _writing.Release();
            }
        },
        ct);

    private async Task<T> UseAsync<T>(Func<SearchFile, Task<T>> use, CancellationToken ct)
    {
        var file = _file;
        try
        {
            while (true)
            {
                using (await _gate.EnterAsync(ct))
                {
                    file = _file;
                    if (file is not null) return await use(file);
                }

                await OpenAsync(ct);
            }
        }
        catch (Exception error) when (IsDamage(error))
        {
            await PutAwayAsync(file);
            throw new SearchUnavailableException("The search index is damaged and is being made anew; try again in a while.", error);
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        using var alone = await _gate.EnterAloneAsync(ct);
        if (_file is not null) return;
        var existed = File.Exists(_path);
        _file = await OpenIfSoundAsync();
        if (_file is not null) return;
        if (existed) Log.Remade(log, _path);
        _file = SearchFile.Create(_path, time);
    }

    private async Task<SearchFile?> OpenIfSoundAsync()
    {
        try
        {
            return await SearchFile.OpenAsync(_path, time);
        }
        catch (SqliteException error) when (IsDamage(error))
        {
            return null;
        }
    }

    /// <summary>Closes the damaged file, unless somebody else has, and empties its place.</summary>
    private async Task PutAwayAsync(SearchFile? damaged)
    {
        using var alone = await _gate.EnterAloneAsync(CancellationToken.None);
        if (_file is null || _file != damaged) return;
        await _file.DisposeAsync();
        Log.Remade(log, _path);
        _file = SearchFile.Create(_path, time);
    }

    private static bool IsDamage(Exception? error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB,
        StoreException store => IsDamage(store.InnerException),
        _ => false,
    };
}
