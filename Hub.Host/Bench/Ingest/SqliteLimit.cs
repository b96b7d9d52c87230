using System.Diagnostics;
using Hub.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hub.Host.Bench.Ingest;

/// <summary>
/// What SQLite does at the most on this disk with what a message leaves behind: the hub's own tables and indexes, WAL and
/// <c>synchronous=FULL</c>, and for each message its row, its source key, its journal entry and its conversation's update (for every fifth a
/// contact, a point and a conversation), by prepared statements of one connection, so many messages to a commit as there are producers. No
/// look-up, no decision, no parsing, nobody who waits.
/// </summary>
internal sealed class SqliteLimit : IDisposable
{
    private const int PerConversation = 5;

    private readonly SqliteConnection _connection;
    private readonly string _text;
    private readonly SqliteCommand _contact;
    private readonly SqliteCommand _point;
    private readonly SqliteCommand _conversation;
    private readonly SqliteCommand _source;
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _touch;
    private readonly SqliteCommand _journal;

    private SqliteLimit(string file, string text)
    {
        _text = text;
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000");
        _contact = Prepare("INSERT INTO contacts (id, name, created_at) VALUES ($1, $2, 1)", 2);
        _point = Prepare("INSERT INTO contact_points (id, contact_id, kind, address, created_at) VALUES ($1, $2, 'external', $3, 1)", 3);
        _conversation = Prepare(
            """
            INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, weight, waiting_since, active_at, created_at)
            VALUES ($1, $2, 'api', 'api', $3, 0, 'open', 10, 1, 1, 1)
            """, 3);
        _source = Prepare(
            "INSERT INTO message_sources (channel, provider_id, fingerprint, content_hash, message_id) VALUES ('api', $1, '', $2, $3)", 3);
        _message = Prepare(
            """
            INSERT INTO messages (id, conversation_id, direction, channel, contact_id, point_id, from_address, from_name, body, at, stored_at)
            VALUES ($1, $2, 'in', 'api', $3, $4, $5, $5, $6, $7, $7)
            """, 7);
        _touch = Prepare("UPDATE conversations SET active_at = $2, version = version + 1 WHERE id = $1", 2);
        _journal = Prepare(
            "INSERT INTO journal (at, kind, actor, conversation_id, message_id, contact_id) VALUES ($1, 'message.received', 'channel:api', $2, $3, $4)", 4);
    }

    /// <summary>Messages a second.</summary>
    /// <param name="held">Messages held beforehand.</param>
    /// <param name="messages">Messages measured.</param>
    /// <param name="together">Messages to a commit.</param>
    /// <param name="text">The text of each.</param>
    /// <param name="ct">Ends the making of the tables.</param>
    public static async Task<double> MeasureAsync(int held, int messages, int together, string text, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("omnihub-limit-");
        try
        {
            await using (var store = new SqliteStore(folder.FullName, TimeProvider.System)) await store.OpenAsync(ct);
            using var limit = new SqliteLimit(Path.Combine(folder.FullName, "hub.db"), text);
            limit.Write(0, held, 10_000);
            var began = Stopwatch.GetTimestamp();
            limit.Write(held, messages, together);
            return Math.Round(messages / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Write(int first, int messages, int together)
    {
        var customers = new (byte[] Contact, byte[] Point, byte[] Conversation)[together];
        for (var done = 0; done < messages;)
        {
            Run("BEGIN IMMEDIATE");
            for (var i = 0; i < together && done < messages; i++, done++)
            {
                if (done / together % PerConversation == 0) customers[i] = Begin($"customer-{first + done}");
                Write(customers[i], first + done);
            }

            Run("COMMIT");
        }
    }

    private (byte[] Contact, byte[] Point, byte[] Conversation) Begin(string customer)
    {
        var (contact, point, conversation) = (Id(), Id(), Id());
        Execute(_contact, contact, customer);
        Execute(_point, point, contact, customer);
        Execute(_conversation, conversation, contact, point);
        return (contact, point, conversation);
    }

    private void Write((byte[] Contact, byte[] Point, byte[] Conversation) customer, int number)
    {
        var message = Id();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Execute(_source, $"m-{number}", "0123456789abcdef0123456789abcdef", message);
        Execute(_touch, customer.Conversation, now);
        Execute(_message, message, customer.Conversation, customer.Contact, customer.Point, "customer", _text, now);
        Execute(_journal, now, customer.Conversation, message, customer.Contact);
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static byte[] Id() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToByteArray(bigEndian: true);

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
