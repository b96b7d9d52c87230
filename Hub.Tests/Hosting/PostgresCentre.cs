using Hub.Tests.Servers;

namespace Hub.Tests.Hosting;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresCentre : Centre
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
        return new HubSetup
        {
            Environment = new Dictionary<string, string>
            {
                ["OMNIHUB__Storage__Provider"] = "postgres",
                ["OMNIHUB__Storage__ConnectionString"] = _database.ConnectionString,
            },
        };
    }
}
