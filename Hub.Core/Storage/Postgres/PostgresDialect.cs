using Npgsql;

namespace Hub.Core.Storage.Postgres;

internal sealed class PostgresDialect : Dialect
{
    private const string Fatal = "FATAL";
    private const string Panic = "PANIC";

    public override string Name => "postgres";

    protected override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["id"] = "uuid",
        ["int"] = "bigint",
        ["time"] = "bigint",
        ["bool"] = "boolean",
        ["blob"] = "bytea",
        ["identity"] = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        ["strict"] = "",
        // room in each page, so that a changed row stays beside its former self and its index entries as they are
        ["rewritten"] = "WITH (fillfactor = 75)",
        ["clustered"] = "",
        ["now"] = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        ["keyShare"] = "FOR KEY SHARE",
        ["forUpdate"] = "FOR UPDATE",
        ["lockContact"] = "FOR UPDATE OF c",
        ["lockConversation"] = "FOR UPDATE OF c",
        ["lockContactAndConversation"] = "FOR UPDATE OF k, c",
        ["skipLocked"] = "FOR UPDATE SKIP LOCKED",
    };

    public override Statement Prepare(DbSession session, string sql) => new PostgresStatement(session, sql);

    public override Exception Classify(Exception error) => error switch
    {
        PostgresException answer => Classify(answer),
        NpgsqlException { InnerException: TimeoutException } =>
            new StoreUnavailableException("PostgreSQL did not answer in time", error),
        NpgsqlException => new StoreUnavailableException($"PostgreSQL cannot be reached: {error.Message}", error),
        _ => error,
    };

    /// <summary>Whether the transaction lost against another one and may win when it runs again.</summary>
    public static bool IsConflict(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Whether the connection is gone, and with it the transaction that was open on it.</summary>
    public static bool IsConnectionLoss(Exception error) => error is PostgresException answer
        ? answer.InvariantSeverity is Fatal or Panic
        : error is NpgsqlException { InnerException: not TimeoutException };

    /// <summary>Classes of SQLSTATE: PostgreSQL's documentation, appendix A.</summary>
    private static StoreException Classify(PostgresException error) => error.SqlState[..2] switch
    {
        "23" => new ConstraintException(error.MessageText, error),
        "40" => new StoreUnavailableException($"the transaction lost against others each time it ran: {error.MessageText}", error),
        // connection, authorization, database missing, resources, limits, operator, system error, damaged data
        "08" or "28" or "3D" or "53" or "54" or "58" or "XX" => Unusable(error),
        "57" when error.SqlState != PostgresErrorCodes.QueryCanceled => Unusable(error),
        "57" => new StoreException("The statement took longer than it may and was ended by PostgreSQL.", error),
        _ when IsConnectionLoss(error) || error.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction => Unusable(error),
        _ => new StoreException($"PostgreSQL refused a statement: {error.SqlState} {error.MessageText}", error),
    };

    private static StoreUnavailableException Unusable(PostgresException error) =>
        new($"PostgreSQL cannot be used now: {error.SqlState} {error.MessageText}", error);
}
