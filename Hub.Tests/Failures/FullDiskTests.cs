using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Data.Sqlite;

namespace Hub.Tests.Failures;

/// <summary>The whole host on a disk that is full.</summary>
[Trait("Needs", "root")]
public sealed class FullDiskTests
{
    private const string Ballast = "ballast";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Filler = new('x', 20_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task P11_a_full_disk_refuses_what_cannot_be_kept_and_the_host_goes_on_when_there_is_space()
    {
        await using var disk = await SmallDisk.MountAsync(32, Ct);
        await using var host = await HostProcess.StartAsync(new HostSetup { DataFolder = Path.Combine(disk.Path, "data") }, Ct);
        using var caller = await HostCaller.SignInAsync(host, Ct);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, Ballast), new byte[14 << 20], Ct);

        var taken = await PostUntilRefusedAsync(caller);
        disk.Fill(Ballast);
        taken.AddRange(await PostUntilRefusedAsync(caller));

        Assert.NotEmpty(taken);
        await AssertReadsGoOnAsync(caller, taken);
        await AssertRefusedAsync(caller.SignInAsync(Ct));
        await AssertRefusedAsync(caller.Http.PostAsync("/api/v1/attachments?name=large", new ByteArrayContent(new byte[3 << 20]), Ct));
        Assert.Equal("the store cannot commit", (await caller.Http.GetAsync("/readyz", Ct).JsonAsync(HttpStatusCode.ServiceUnavailable, Ct)).Text("status"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("/healthz", Ct));

        File.Delete(Path.Combine(disk.Path, Ballast));
        await Eventually.HoldsAsync(async ct => await caller.StatusAsync("/readyz", ct) == HttpStatusCode.OK, "the host is ready again", Patience, Ct);
        (await caller.SignInAsync(Ct)).Dispose();
        await caller.PostAsync("after", "after " + Filler, Ct).JsonAsync(HttpStatusCode.Created, Ct);
        taken.Add("after " + Filler);
        await Eventually.HoldsAsync(
            async ct => (await caller.GetAsync("/conversations?q=after", ct))["items"]!.AsArray().Count == 1, "the search finds it", Patience, Ct);

        Assert.Equal(taken.Order(), (await caller.TextsAsync(Ct)).Order());
        Assert.Equal(0, await host.StopAsync(Ct));
        Assert.Equal("ok", IntegrityOf(Path.Combine(host.DataFolder, "hub.db")));
        await host.StartAgainAsync(Ct);
        using var again = await HostCaller.SignInAsync(host, Ct);
        Assert.Equal(taken.Order(), (await again.TextsAsync(Ct)).Order());
    }

    [Fact]
    public async Task P11_a_start_on_a_full_disk_is_refused_in_a_line_and_changes_nothing()
    {
        await using var disk = await SmallDisk.MountAsync(8, Ct);
        var setup = new HostSetup { DataFolder = Path.Combine(disk.Path, "data") };
        disk.Fill(Ballast);

        await RefusedStart.AssertAsync(setup, [], Ct);

        File.Delete(Path.Combine(disk.Path, Ballast));
        await using var host = await HostProcess.StartAsync(setup, Ct);
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    private static string IntegrityOf(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string)check.ExecuteScalar()!;
    }

    /// <summary>Posts until the third refusal in a row.</summary>
    private static async Task<List<string>> PostUntilRefusedAsync(HostCaller caller)
    {
        var taken = new List<string>();
        var refused = 0;
        for (var i = 0; refused < 3; i++)
        {
            Assert.True(i < 5_000, "The disk does not get full.");
            var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
            using var answer = await caller.PostAsync(id, id + Filler, Ct);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                taken.Add(id + Filler);
                refused = 0;
                continue;
            }

            refused++;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        }

        return taken;
    }

    private static async Task AssertReadsGoOnAsync(HostCaller caller, List<string> taken)
    {
        Assert.Equal(taken.Order(), (await caller.TextsAsync(Ct)).Order());
        Assert.Equal("admin", (await caller.GetAsync("/me", Ct))["agent"]!.Text("user"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("/api/v1/alarms", Ct));
    }

    private static async Task AssertRefusedAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
