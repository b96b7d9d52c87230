using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>A <see cref="MailDesk"/> over PostgreSQL.</summary>
public sealed class PostgresMailDesk : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private MailDesk? _desk;

    public MailDesk Desk => _desk!;

    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        _desk = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string>
            {
                ["OMNIHUB__Storage__Provider"] = "postgres",
                ["OMNIHUB__Storage__ConnectionString"] = _database.ConnectionString,
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null) await _desk.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
