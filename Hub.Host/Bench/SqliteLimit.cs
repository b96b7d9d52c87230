using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Hub.Host.Bench;

/// <summary>
/// What SQLite does at the most on this disk: one connection, WAL, <c>synchronous=FULL</c>, a prepared insert of a row as large as a message
/// with one unique index, so many rows to a commit as there are producers.
/// </summary>
internal static class SqliteLimit
{
    public static double Measure(int held, int rows, int together, string text)
    {
        var folder = Directory.CreateTempSubdirectory("omnihub-limit-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "limit.db")};Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536");
            Run(connection, "CREATE TABLE message (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, body TEXT NOT NULL) STRICT");
            Insert(connection, held, 10_000, text);
            var began = Stopwatch.GetTimestamp();
            Insert(connection, rows, together, text);
            return Math.Round(rows / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Insert(SqliteConnection connection, int rows, int together, string text)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO message (id, body) VALUES ($id, $body)";
        var id = insert.Parameters.Add("$id", SqliteType.Blob);
        insert.Parameters.Add("$body", SqliteType.Text).Value = text;
        for (var done = 0; done < rows;)
        {
            Run(connection, "BEGIN IMMEDIATE");
            for (var i = 0; i < together && done < rows; i++, done++)
            {
                id.Value = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToByteArray(bigEndian: true);
                insert.ExecuteNonQuery();
            }

            Run(connection, "COMMIT");
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
