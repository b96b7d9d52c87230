using Hub.Tests.Servers;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Hub.Tests.Servers;

/// <summary>The one PostgreSQL of a test run, started when the first test asks for a database.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(() => PostgresServer.StartAsync(CancellationToken.None));

    public static async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken ct)
    {
        var server = await Server.Value.WaitAsync(ct);
        return await server.CreateDatabaseAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated && Server.Value.IsCompletedSuccessfully) await (await Server.Value).DisposeAsync();
    }
}
