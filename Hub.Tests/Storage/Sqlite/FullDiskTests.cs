using Hub.Core.Storage;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;
using Hub.Tests.Time;

namespace Hub.Tests.Storage.Sqlite;

/// <summary>A file system that really is full. Mounting one takes root; the writer's own tests need none.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task P11_a_full_disk_refuses_writes_loses_nothing_that_was_acknowledged_and_recovers()
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting a small file system takes root");
        using var folder = new TempFolder("full");
        await ServerProcess.RunAsync(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.Path], "/", TimeSpan.FromSeconds(10), Ct);
        try
        {
            await FillAndRecoverAsync(folder);
        }
        finally
        {
            await ServerProcess.RunAsync(["umount", folder.Path], "/", TimeSpan.FromSeconds(10), CancellationToken.None);
        }
    }

    private static async Task FillAndRecoverAsync(TempFolder folder)
    {
        var acknowledged = new List<string>();
        await using (var store = new SqliteStore(folder.Path, new ManualTime()))
        {
            await store.OpenAsync(Ct);
            await Probe.CreateTableAsync(store, Ct);
            await File.WriteAllBytesAsync(folder["ballast"], new byte[2 << 20], Ct);
            await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                for (var i = 0; i < 1000; i++) await AddAsync(store, acknowledged, $"{i:000}");
            });
            Assert.NotEmpty(acknowledged);
            Assert.Equal(acknowledged, await Probe.NamesAsync(store, Ct));

            File.Delete(folder["ballast"]);
            await AddAsync(store, acknowledged, "after");
            Assert.Equal(acknowledged, await Probe.NamesAsync(store, Ct));
        }

        await using var again = new SqliteStore(folder.Path, new ManualTime());
        await again.OpenAsync(Ct);
        Assert.Equal(acknowledged, await Probe.NamesAsync(again, Ct));
    }

    private static async Task AddAsync(SqliteStore store, List<string> acknowledged, string name)
    {
        await store.WriteAsync(
            (tx, ct) => tx.Statement(Probe.Insert).Bind(name).Bind(new string('x', 20_000)).ExecuteAsync(ct), Ct);
        acknowledged.Add(name);
    }
}
