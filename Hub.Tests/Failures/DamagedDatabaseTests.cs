using System.Net;
using System.Security.Cryptography;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Data.Sqlite;

namespace Hub.Tests.Failures;

/// <summary>A database that is not what the host left there.</summary>
public sealed class DamagedDatabaseTests : IAsyncLifetime
{
    private const int PageBytes = 4096;

    private readonly TempFolder _folder = new("damaged");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HostSetup Setup => new() { DataFolder = _folder["data"] };

    private string Database => Path.Combine(_folder["data"], "hub.db");

    public async ValueTask InitializeAsync()
    {
        await using var host = await HostProcess.StartAsync(Setup, Ct);
        using var caller = await HostCaller.SignInAsync(host, Ct);
        for (var i = 0; i < 20; i++) await caller.PostAsync($"m{i}", new string('x', 5_000), Ct).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("the first page zeroed")]
    [InlineData("cut off")]
    [InlineData("random bytes in the middle")]
    [InlineData("another kind of file")]
    [InlineData("emptied")]
    public async Task I14_a_damaged_database_ends_the_start_in_a_line_and_stays_as_it_is(string how)
    {
        var whole = await File.ReadAllBytesAsync(Database, Ct);
        var damaged = Damage(whole, how);
        await File.WriteAllBytesAsync(Database, damaged, Ct);

        await RefusedStart.AssertAsync(Setup, [Database, "left as it is", "backup", "--data"], Ct);

        Assert.Equal(damaged, await File.ReadAllBytesAsync(Database, Ct));
        await File.WriteAllBytesAsync(Database, whole, Ct);
        await using var host = await HostProcess.StartAsync(Setup, Ct);
        using var caller = await HostCaller.SignInAsync(host, Ct);
        Assert.Equal(20, (await caller.TextsAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_ends_the_start_in_a_line_and_stays_as_it_is()
    {
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (version, name) VALUES (9999, 'later')";
            command.ExecuteNonQuery();
        }

        await RefusedStart.AssertAsync(Setup, ["9999", "newer program", "backup"], Ct);
    }

    private static byte[] Damage(byte[] whole, string how)
    {
        var bytes = (byte[])whole.Clone();
        switch (how)
        {
            case "the first page zeroed":
                bytes.AsSpan(0, PageBytes).Clear();
                return bytes;
            case "cut off":
                return bytes[..(bytes.Length / 2 / PageBytes * PageBytes)];
            case "random bytes in the middle":
                RandomNumberGenerator.Fill(bytes.AsSpan(2 * PageBytes, bytes.Length / 2));
                return bytes;
            case "another kind of file":
                return RandomNumberGenerator.GetBytes(bytes.Length);
            default:
                return [];
        }
    }
}
