using System.Globalization;

namespace Hub.Tests.Servers;

public sealed class ReaperTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_test_run_leaves_neither_its_server_nor_its_folder_behind()
    {
        string[] run =
        [
            "dotnet", typeof(ReaperTests).Assembly.Location, "-explicit", "only",
            "-method", $"{typeof(ReaperTests).FullName}.{nameof(Starts_a_server_and_waits_to_be_killed)}",
        ];
        await using var other = ServerProcess.Start(run, "/");
        var line = await other.LineAsync(text => text.StartsWith("server ", StringComparison.Ordinal), TimeSpan.FromSeconds(60), Ct);
        var server = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        var folder = line.Split(' ')[2];
        Assert.True(Signals.IsRunning(server));
        Assert.True(Directory.Exists(folder));

        await other.KillAsync(Ct);

        await Eventually.HoldsAsync(() => !Signals.IsRunning(server), "the server ends", TimeSpan.FromSeconds(20), Ct);
        await Eventually.HoldsAsync(() => !Directory.Exists(folder), "the folder is deleted", TimeSpan.FromSeconds(20), Ct);
    }

    /// <summary>The other run of the test above.</summary>
    [Fact(Explicit = true)]
    public async Task Starts_a_server_and_waits_to_be_killed()
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await Console.Out.WriteLineAsync($"\nserver {server.Pid} {server.Folder} is there");
        await Task.Delay(TimeSpan.FromMinutes(5), TimeProvider.System, Ct);
        Assert.Fail("Nobody killed this run.");
    }
}
