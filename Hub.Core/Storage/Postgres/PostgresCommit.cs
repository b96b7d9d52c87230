using Hub.Core.Journal;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// The end of every transaction in ONE round trip: what was left for the end, the journal's lock, the entries, COMMIT, and the wait for the
/// disk. The lock is held from before an entry takes its number until the commit is visible, so numbers are in commit order, and it is
/// the last one taken, so it deadlocks with none. The disk is waited for after the lock is released, in a commit of its own on the same
/// session: what the server has on disk up to there includes the transaction, and many sessions share one flush. Were the wait inside, the
/// hub would commit no faster than the disk flushes.
/// </summary>
internal static class PostgresCommit
{
    /// <summary>Waits for the disk: the commit of a record that means nothing (PostgreSQL's documentation, 9.28.6).</summary>
    public const string Flush = "SELECT pg_logical_emit_message(true, 'omnihub', '')";

    /// <summary>Takes the advisory lock under which journal numbers are taken; the commit itself waits for no disk.</summary>
    private const string LockJournal = "SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(7002640471201)";

    /// <summary>COMMIT of a transaction that has failed rolls back without an error; a statement before it does not.</summary>
    private const string Prove = "SELECT 1";

    public static async Task SendAsync(NpgsqlConnection connection, Tx tx)
    {
        var entries = tx.Entries;
        await using var batch = connection.CreateBatch();
        foreach (var waiting in tx.Waiting) batch.BatchCommands.Add((NpgsqlBatchCommand)waiting.Command);
        foreach (var command in tx.AtEnd) batch.BatchCommands.Add((NpgsqlBatchCommand)command);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(entries.Count > 0 ? LockJournal : Prove));
        foreach (var entry in entries) batch.BatchCommands.Add(Insert(entry));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        if (entries.Count > 0) batch.BatchCommands.Add(new NpgsqlBatchCommand(Flush));
        try
        {
            // a commit is never cancelled: its outcome would not be known
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException error) when (
            error is not PostgresException || error.BatchCommand?.CommandText == Flush || PostgresDialect.IsConnectionLoss(error))
        {
            throw new StoreUnavailableException(
                "PostgreSQL went away while a transaction was being committed: whether it took effect is not known. " +
                "Offer the same work again with the same keys.",
                error)
            { OutcomeUnknown = true };
        }
    }

    private static NpgsqlBatchCommand Insert(JournalEntry entry) => new(JournalWriter.Insert)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = entry.At },
            new NpgsqlParameter<string> { TypedValue = entry.Kind },
            new NpgsqlParameter<string> { TypedValue = entry.Actor },
            Id(entry.ConversationId), Id(entry.MessageId), Id(entry.ContactId), Id(entry.QueueId), Id(entry.AgentId),
            Text(entry.Subject), Text(entry.Changes),
        },
    };

    private static NpgsqlParameter Id(Guid? id) => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid, Value = id ?? (object)DBNull.Value };

    private static NpgsqlParameter Text(string? text) =>
        new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = text ?? (object)DBNull.Value };
}
