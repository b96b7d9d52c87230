using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Chat;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresChatHub : ChatHub
{
    private PostgresDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    protected override async Task<HubSetup> SetupAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>(Setup().Environment)
        {
            ["OMNIHUB__Storage__Provider"] = "postgres",
            ["OMNIHUB__Storage__ConnectionString"] = _database.ConnectionString,
        };
        return new HubSetup { Environment = environment };
    }
}
