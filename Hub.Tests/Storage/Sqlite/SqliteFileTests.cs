using System.Security.Cryptography;
using Hub.Core.Storage;

namespace Hub.Tests.Storage.Sqlite;

/// <summary>A file that is not what was left there is refused, named and left alone.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private readonly SqliteRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Log => _rig.DatabasePath + "-wal";

    public async ValueTask InitializeAsync()
    {
        await using var store = await _rig.OpenAsync(Ct);
        await Probe.CreateTableAsync(store, Ct);
        for (var i = 0; i < 200; i++)
            await store.WriteAsync(
                (tx, ct) => tx.Statement(Probe.Insert).Bind($"{i:000}").Bind(new string('x', 1000)).ExecuteAsync(ct), Ct);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("replaced by something else")]
    [InlineData("zeroed")]
    [InlineData("cut off in the middle")]
    [InlineData("zeroed from the middle on")]
    [InlineData("emptied")]
    public async Task I14_a_damaged_database_is_refused_and_left_as_it_is(string how)
    {
        var bytes = await File.ReadAllBytesAsync(_rig.DatabasePath, Ct);
        await File.WriteAllBytesAsync(_rig.DatabasePath, Damage(bytes, how), Ct);
        var before = await HashAsync();

        await AssertRefusedAsync();

        Assert.Equal(before, await HashAsync());
    }

    [Fact]
    public async Task I14_a_database_that_was_taken_away_from_its_log_is_not_taken_for_a_new_one()
    {
        File.Delete(_rig.DatabasePath);
        await File.WriteAllBytesAsync(Log, new byte[4096], Ct);

        await AssertRefusedAsync();

        Assert.False(File.Exists(_rig.DatabasePath));
    }

    [Fact]
    public async Task I14_a_stale_index_of_the_log_is_made_anew()
    {
        await File.WriteAllBytesAsync(_rig.DatabasePath + "-shm", RandomNumberGenerator.GetBytes(32768), Ct);

        await using var store = await _rig.OpenAsync(Ct);

        Assert.Equal(200, (await Probe.NamesAsync(store, Ct)).Count);
    }

    [Fact]
    public async Task I14_a_refused_folder_is_free_for_the_repaired_database()
    {
        var whole = await File.ReadAllBytesAsync(_rig.DatabasePath, Ct);
        await File.WriteAllBytesAsync(_rig.DatabasePath, Damage(whole, "zeroed"), Ct);
        await AssertRefusedAsync();
        await File.WriteAllBytesAsync(_rig.DatabasePath, whole, Ct);

        await using var store = await _rig.OpenAsync(Ct);

        Assert.Equal(200, (await Probe.NamesAsync(store, Ct)).Count);
    }

    [Fact]
    public async Task What_a_start_that_was_ended_early_left_is_no_hindrance()
    {
        using var folder = new Servers.TempFolder("store");
        await File.WriteAllBytesAsync(folder["hub.db.new"], [], Ct);

        await using var store = new Core.Storage.Sqlite.SqliteStore(folder.Path, _rig.Time);
        await store.OpenAsync(Ct);

        await Probe.CreateTableAsync(store, Ct);
    }

    [Fact]
    public async Task I15_a_second_host_on_the_same_folder_is_refused_with_what_to_do()
    {
        await using var first = await _rig.OpenAsync(Ct);
        await using var second = _rig.NewStore();

        var error = await Assert.ThrowsAsync<StoreException>(() => second.OpenAsync(Ct));

        Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
        await Probe.AddAsync(first, "still works", Ct);
    }

    [Fact]
    public async Task I15_another_process_that_holds_the_lock_keeps_this_one_out()
    {
        var held = "";
        await using (var other = Servers.ServerProcess.Start(
            ["flock", "--no-fork", "--nonblock", "--exclusive", _rig.Folder["hub.lock"], "sh", "-c", "echo held; exec sleep 60"], _rig.Folder.Path))
        {
            held = await other.LineAsync(line => line == "held", TimeSpan.FromSeconds(10), Ct);
            await using var store = _rig.NewStore();
            await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(Ct));
            await other.KillAsync(Ct);
        }

        Assert.Equal("held", held);
        await using var free = await _rig.OpenAsync(Ct);
    }

    [Fact]
    public async Task The_log_stays_small_under_a_steady_load()
    {
        await using var store = await _rig.OpenAsync(Ct);

        await WriteMebibytesAsync(store, 60);

        Assert.InRange(new FileInfo(Log).Length, 1, 40 << 20);
    }

    [Fact]
    public async Task The_log_starts_anew_once_a_long_reader_is_gone()
    {
        await using var store = await _rig.OpenAsync(Ct);
        await store.ReadAsync(
            async (session, ct) =>
            {
                await session.ListAsync<long>("BEGIN DEFERRED", null, ct);
                await session.ListAsync<string>("SELECT name FROM probe LIMIT 1", null, ct);
                await WriteMebibytesAsync(store, 80);
                return await session.ListAsync<long>("COMMIT TRANSACTION", null, ct);
            },
            Ct);
        Assert.True(new FileInfo(Log).Length > 80 << 20);

        await WriteMebibytesAsync(store, 40);

        Assert.InRange(new FileInfo(Log).Length, 1, 70 << 20);
    }

    [Fact]
    public async Task A_query_that_runs_too_long_is_ended()
    {
        const string Endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
        await using var store = await _rig.OpenAsync(Ct);
        var started = new TaskCompletionSource();
        var reading = Task.Run(
            () => store.ReadAsync(
                (session, ct) =>
                {
                    started.SetResult();
                    return session.FirstAsync<long>(Endless, null, ct);
                },
                Ct),
            Ct);
        await started.Task;

        // an interrupt that comes before the statement runs is none, but the token then keeps it from running
        _rig.Time.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<StoreException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct));
        Assert.Contains("30 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await Probe.NamesAsync(store, Ct)).Count);
    }

    private static byte[] Damage(byte[] file, string how) => how switch
    {
        "replaced by something else" => [.. Enumerable.Repeat((byte)'x', file.Length)],
        "zeroed" => new byte[file.Length],
        "cut off in the middle" => file[..(file.Length / 2 / 4096 * 4096)],
        "zeroed from the middle on" => [.. file[..(file.Length / 2)], .. new byte[file.Length - file.Length / 2]],
        _ => [],
    };

    private static async Task WriteMebibytesAsync(Store store, int count)
    {
        for (var i = 0; i < count; i++)
            await store.WriteAsync(
                (tx, ct) => tx.Statement("INSERT INTO probe (name, data) VALUES ($1, $2)")
                    .Bind(Core.Ids.Text(Core.Ids.New(tx.Time))).Bind(new byte[1 << 20]).ExecuteAsync(ct),
                Ct);
    }

    private async Task AssertRefusedAsync()
    {
        await using var store = _rig.NewStore();
        var error = await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(Ct));
        Assert.Contains(_rig.DatabasePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> HashAsync() =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(_rig.DatabasePath, Ct)));
}
