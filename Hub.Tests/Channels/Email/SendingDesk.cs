using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>A mail address with further ones, of a hub that is reached by https.</summary>
public class SendingDesk : IAsyncLifetime
{
    public const string Billing = "billing@localhost";
    public const string Sales = "sales@shop.example";
    public const string PublicUrl = "https://hub.example.org/omni";

    private MailDesk? _desk;

    public MailDesk Desk => _desk!;

    public async ValueTask InitializeAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Http__PublicUrl"] = PublicUrl,
            ["OMNIHUB__Channels__mail__Aliases__0"] = Billing,
            ["OMNIHUB__Channels__mail__Aliases__1"] = Sales,
            ["OMNIHUB__Suppressions__SoftBounces"] = "3",
        };
        await AddAsync(environment);
        _desk = await MailDesk.StartAsync(new HubSetup { Environment = environment });
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_desk is not null) await _desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task AddAsync(Dictionary<string, string> environment) => Task.CompletedTask;
}

/// <summary>The same over PostgreSQL.</summary>
public sealed class PostgresSendingDesk : SendingDesk
{
    private PostgresDatabase? _database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    protected override async Task AddAsync(Dictionary<string, string> environment)
    {
        _database = await SharedPostgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        environment["OMNIHUB__Storage__Provider"] = "postgres";
        environment["OMNIHUB__Storage__ConnectionString"] = _database.ConnectionString;
    }
}
