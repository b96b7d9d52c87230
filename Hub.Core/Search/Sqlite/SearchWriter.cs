using Hub.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Search.Sqlite;

// A document's rowid is its conversation's number and its part of it: 0 for the conversation itself, then one for each message. So a
// term's conversations are read off its rowids, and terms that occur in different messages meet in the conversation. FTS5 wants the
// documents of a transaction in rising order; otherwise it writes out a segment at each step back.

/// <summary>Writes batches, each with its position in one transaction.</summary>
internal sealed class SearchWriter : IDisposable
{
    /// <summary>The bits of a rowid that count the parts of a conversation.</summary>
    public const int PartBits = 24;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _parts;
    private readonly SqliteCommand _conversation;
    private readonly SqliteCommand _document;
    private readonly SqliteCommand _place;
    private readonly SqliteCommand _known;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _move;

    public SearchWriter(SqliteConnection connection)
    {
        _connection = connection;
        _parts = Command("SELECT parts FROM conversations WHERE number = $1", 1);
        _conversation = Command("INSERT OR REPLACE INTO conversations (number, id, active_at, parts) VALUES ($1, $2, $3, $4)", 4);
        _document = Command("INSERT OR REPLACE INTO documents (rowid, words) VALUES ($1, $2)", 2);
        _place = Command("INSERT OR REPLACE INTO messages (id, document) VALUES ($1, $2)", 2);
        _known = Command("SELECT document FROM messages WHERE id = $1", 1);
        _forget = Command("DELETE FROM documents WHERE rowid = $1", 1);
        _move = Command("UPDATE position SET journal = $1, backfill = $2 WHERE journal = $3 AND backfill = $4", 4);
    }

    public void Reset(SearchPosition start)
    {
        using var transaction = _connection.BeginTransaction();
        using var empty = Command(
            """
            INSERT INTO documents (documents) VALUES ('delete-all');
            DELETE FROM conversations;
            DELETE FROM messages;
            DELETE FROM position;
            INSERT INTO position (journal, backfill) VALUES ($1, $2);
            """,
            2);
        empty.Transaction = transaction;
        Run(empty, start.Journal, start.Backfill);
        transaction.Commit();
    }

    public void Add(SearchBatch batch, string lease, CancellationToken ct)
    {
        using var transaction = _connection.BeginTransaction();
        _parts.Transaction = _conversation.Transaction = _document.Transaction = _move.Transaction = transaction;
        _place.Transaction = _known.Transaction = _forget.Transaction = transaction;
        if (Run(_move, batch.To.Journal, batch.To.Backfill, batch.From.Journal, batch.From.Backfill) == 0) throw new LeaseLostException(lease);
        foreach (var message in batch.Conversations.SelectMany(conversation => conversation.Messages).Where(message => message.MayBeKnown)) Forget(message.Id);
        foreach (var conversation in batch.Conversations.OrderBy(conversation => conversation.Number))
        {
            ct.ThrowIfCancellationRequested();
            Add(conversation);
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _parts.Dispose();
        _conversation.Dispose();
        _document.Dispose();
        _place.Dispose();
        _known.Dispose();
        _forget.Dispose();
        _move.Dispose();
    }

    private void Add(ConversationText conversation)
    {
        _parts.Parameters[0].Value = conversation.Number;
        var known = (long?)_parts.ExecuteScalar();
        var part = known ?? 0;
        var rowId = conversation.Number << PartBits;
        Run(
            _conversation,
            conversation.Number,
            Key(conversation.Id),
            conversation.ActiveAt,
            part + conversation.Messages.Count);
        if (known is null || conversation.Changed) Run(_document, rowId, SearchTokenizer.Words(conversation.Text));
        foreach (var message in conversation.Messages)
        {
            Run(_document, rowId | ++part, SearchTokenizer.Words(message.Text));
            Run(_place, Key(message.Id), rowId | part);
        }
    }

    /// <summary>A message that is in another conversation than before is not to be found there.</summary>
    private void Forget(Guid message)
    {
        _known.Parameters[0].Value = Key(message);
        if (_known.ExecuteScalar() is long document) Run(_forget, document);
    }

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var place = 1; place <= parameters; place++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + place });
        return command;
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }
}
