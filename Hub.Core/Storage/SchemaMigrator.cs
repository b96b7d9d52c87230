using System.Data.Common;
using System.Reflection;
using Dapper;

namespace Hub.Core.Storage;

/// <summary>
/// Brings a database to the binary's schema: numbered files, forward only, each in a transaction of its own. A file named
/// <c>0003_name.postgres.sql</c> is for that engine alone.
/// </summary>
public static class SchemaMigrator
{
    /// <summary>Applies what is missing.</summary>
    /// <exception cref="StoreException">The database is newer than this binary.</exception>
    internal static async Task MigrateAsync(DbConnection connection, Dialect dialect, CancellationToken ct)
    {
        await connection.ExecuteAsync(dialect.Render(
            "CREATE TABLE IF NOT EXISTS schema_version (version {int} NOT NULL PRIMARY KEY, name TEXT NOT NULL)"));
        var present = await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM schema_version") ?? 0;
        var files = Files(dialect).ToList();
        var newest = files[^1].Version;
        if (present > newest)
            throw new StoreException(
                $"The database has schema {present}, this program knows {newest}: it is older than the data. " +
                "Start the newer program, or restore a backup made before the upgrade.");

        foreach (var file in files.Where(file => file.Version > present))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(dialect.Render(file.Sql), transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO schema_version (version, name) VALUES (@Version, @Name)", new { file.Version, file.Name }, transaction);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>Whether the database answers and has exactly the schema that this binary knows: a newer host may have moved it on.</summary>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public static Task<bool> IsCurrentAsync(Store store, CancellationToken ct) => store.ReadAsync(
        async (db, read) => await db.Statement("SELECT MAX(version) FROM schema_version").FirstAsync(row => row.Long(0), read)
            == Files(db.Dialect).Last().Version,
        ct);

    private static IEnumerable<(long Version, string Name, string Sql)> Files(Dialect dialect)
    {
        var assembly = typeof(SchemaMigrator).Assembly;
        var prefix = $"{typeof(SchemaMigrator).Namespace}.Schema.";
        return
            from resource in assembly.GetManifestResourceNames()
            where resource.StartsWith(prefix, StringComparison.Ordinal)
            let name = resource[prefix.Length..^".sql".Length]
            where !name.Contains('.') || name.EndsWith("." + dialect.Name, StringComparison.Ordinal)
            orderby name
            select (long.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, Read(assembly, resource));
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
