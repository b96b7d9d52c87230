using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Servers;
using Npgsql;

namespace Hub.Tests.Crash;

/// <summary>A host that asks Telegram is killed in the midst of a backlog.</summary>
public sealed class BotKillTests
{
    private const int Backlog = 3000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_host_goes_on_and_every_update_is_one_message()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        await using var sandbox = await TelegramSandbox.StartAsync(TimeProvider.System, Ct);
        using var folder = new TempFolder("bots");
        var environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Storage__Provider"] = "postgres",
            ["OMNIHUB__Storage__ConnectionString"] = database.ConnectionString,
            ["OMNIHUB__Channels__bot__Kind"] = "telegram",
            ["OMNIHUB__Channels__bot__Name"] = "Bot",
            ["OMNIHUB__Channels__bot__Queue"] = "support",
        };
        foreach (var (key, value) in sandbox.Settings("bot", folder.Path)) environment["OMNIHUB__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        await using var asking = await HostProcess.StartAsync(new HostSetup { Environment = environment }, Ct);
        await using var waiting = await HostProcess.StartAsync(new HostSetup { Environment = environment }, Ct);
        for (var i = 0; i < Backlog; i++) sandbox.Customers.Write(new TelegramPerson(1 + (i % 50), "Ann"), $"text {i:0000}");
        await Eventually.HoldsAsync(() => sandbox.Updates.Count <= Backlog - 500, "a part is confirmed", Patience, Ct);
        await asking.KillAsync(Ct);
        Assert.True(sandbox.Updates.Count > 0, "it was killed before it had everything");

        await Eventually.HoldsAsync(() => sandbox.Updates.Count == 0, "the other host has asked for the rest", Patience, Ct);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("SELECT COUNT(*) || ' of ' || COUNT(DISTINCT body) FROM messages");
        Assert.Equal($"{Backlog} of {Backlog}", await command.ExecuteScalarAsync(Ct));
        await using var order = source.CreateCommand(
            "SELECT COUNT(*) FROM (SELECT body < LAG(body) OVER (PARTITION BY from_address ORDER BY seq) AS wrong FROM messages) AS told WHERE wrong");
        Assert.Equal(0L, await order.ExecuteScalarAsync(Ct));
    }
}
