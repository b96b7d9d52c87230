using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage.Sqlite;

/// <summary>Single statements while the store opens.</summary>
internal static class SqliteCommands
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(this SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (T)command.ExecuteScalar()!;
    }

    public static List<string> Texts(this SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
