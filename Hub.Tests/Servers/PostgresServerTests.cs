using Npgsql;

namespace Hub.Tests.Servers;

public sealed class PostgresServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_database_is_new_empty_durable_and_utf8()
    {
        await using var first = await SharedPostgres.CreateDatabaseAsync(Ct);
        await using var second = await SharedPostgres.CreateDatabaseAsync(Ct);
        await ScalarAsync(first.ConnectionString, "CREATE TABLE t (x int)");

        Assert.Equal(0L, await ScalarAsync(second.ConnectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("on", await ScalarAsync(second.ConnectionString, "SHOW fsync"));
        Assert.Equal("on", await ScalarAsync(second.ConnectionString, "SHOW synchronous_commit"));
        Assert.Equal("UTF8", await ScalarAsync(second.ConnectionString, "SHOW server_encoding"));
        Assert.Equal("200", await ScalarAsync(second.ConnectionString, "SHOW max_connections"));
    }

    [Fact]
    public async Task A_server_that_is_stopped_or_killed_refuses_and_comes_back_with_what_was_committed()
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await ScalarAsync(database.ConnectionString, "CREATE TABLE t AS SELECT 1 AS x");

        await server.StopAsync(Ct);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(database.ConnectionString, "SELECT 1"));
        await server.RestartAsync(Ct);
        await ScalarAsync(database.ConnectionString, "INSERT INTO t VALUES (2)");

        await server.KillAsync(Ct);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(database.ConnectionString, "SELECT 1"));
        await server.RestartAsync(Ct);

        Assert.Equal(2L, await ScalarAsync(database.ConnectionString, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task Disposing_ends_the_server_and_deletes_its_data()
    {
        var server = await PostgresServer.StartAsync(Ct);
        var pid = server.Pid;

        await server.DisposeAsync();

        Assert.False(Signals.IsRunning(pid));
        Assert.False(Directory.Exists(server.Folder));
    }

    [Fact]
    public void Where_no_server_is_installed_the_fault_says_what_to_install()
    {
        using var empty = new TempFolder("none");

        var fault = Assert.Throws<InvalidOperationException>(() => PostgresInstallation.FindPrograms(empty.Path));

        Assert.Contains("apt-get install postgresql", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_of_several_installed_servers_is_taken()
    {
        using var root = new TempFolder("several");
        foreach (var version in new[] { "9.6", "15", "100", "17" })
        {
            Directory.CreateDirectory(Path.Combine(root[version], "bin"));
            File.WriteAllText(Path.Combine(root[version], "bin", "initdb"), "");
        }

        Assert.Equal(Path.Combine(root["100"], "bin"), PostgresInstallation.FindPrograms(root.Path));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string statement)
    {
        // without a pool a connection broken by an earlier outage is never met
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}
