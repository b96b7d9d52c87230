using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// The connections of one node, by what they are for. What a session must hold to is sent when it starts, so that nothing that happens
/// on it later can undo that.
/// </summary>
internal sealed class PostgresConnections(string connectionString) : IAsyncDisposable
{
    public const int MostWriters = 16;
    public const int MostReaders = 8;
    private const int Statements = 256;

    // a plan made while a table is small is kept while it grows: it must use the index from the beginning
    private const string ForIndexes = "-c random_page_cost=1.1 -c jit=off";

    /// <summary>
    /// A node that stops in the middle of a transaction must not hold up its successor: the server ends it after 3 s. Their statements find
    /// rows by key, so they are planned once and not for each value, and never to read a whole table.
    /// </summary>
    public NpgsqlDataSource Writers { get; } = Create(
        connectionString,
        "writer",
        MostWriters,
        "-c idle_in_transaction_session_timeout=3s -c plan_cache_mode=force_generic_plan -c enable_seqscan=off");

    /// <summary>Sessions that can only read, and no statement longer than 30 s.</summary>
    public NpgsqlDataSource Readers { get; } =
        Create(connectionString, "reader", MostReaders, "-c default_transaction_read_only=on -c statement_timeout=30s");

    /// <summary>For wake-ups, of which none needs to survive anything.</summary>
    public NpgsqlDataSource Notices { get; } = Create(connectionString, "notices", 2, "-c synchronous_commit=off");

    public async ValueTask DisposeAsync()
    {
        await Notices.DisposeAsync();
        await Readers.DisposeAsync();
        await Writers.DisposeAsync();
    }

    private static NpgsqlDataSource Create(string connectionString, string use, int most, string session)
    {
        var settings = Read(connectionString);
        settings.Pooling = true;
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = most;
        settings.MaxAutoPrepare = Statements;
        settings.AutoPrepareMinUsages = 2;
        // a session keeps no state between its uses, so there is nothing to reset
        settings.NoResetOnClose = true;
        settings.Enlist = false;
        settings.TcpKeepAlive = true;
        settings.Options = $"{settings.Options} {ForIndexes} {session}".Trim();
        settings.ApplicationName = $"{settings.ApplicationName ?? "omnihub"} {use}";
        // of several servers only the primary takes writes
        if (settings.Host?.Contains(',') == true) settings.TargetSessionAttributes ??= "primary";
        return NpgsqlDataSource.Create(settings);
    }

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException error)
        {
            // its message names the word at fault and no value
            throw new StoreException($"Storage:ConnectionString is not one that PostgreSQL's driver takes: {error.Message}");
        }
    }
}
