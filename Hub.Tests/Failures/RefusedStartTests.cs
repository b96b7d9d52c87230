using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>Starts that cannot be, each told in the words of who runs the hub. A busy port is among the tests of the command <c>run</c>.</summary>
public sealed class RefusedStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task K03_I15_a_second_host_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var first = await HostProcess.StartAsync(new HostSetup(), Ct);
        using var caller = await HostCaller.SignInAsync(first, Ct);

        await RefusedStart.AssertAsync(new HostSetup { DataFolder = first.DataFolder }, [first.DataFolder, "in use by another process", "--data", "postgres"], Ct);

        await caller.PostAsync("1", "still here", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.True(File.Exists(Path.Combine(first.DataFolder, "control.sock")));
    }

    [Fact]
    public async Task K01_every_fault_of_the_configuration_is_named_at_once_and_the_start_ends_with_78()
    {
        const string config =
            """
            {
              "Htp": {},
              "Http": { "Url": "http://0.0.0.0:8080", "MaxEventStreams": 0, "Certificat": {} },
              "Storage": { "Provider": "oracle" },
              "Channels": { "api": { "Kind": "http", "Name": "API", "Queue": "support", "Webhook": { "Url": "https://example.org/", "Secret": "canary-in-the-file" } } }
            }
            """;

        var exit = await HostProcess.RunToEndAsync(new HostSetup { Config = config }, Ct);

        Assert.Equal(78, exit.Code);
        foreach (var key in new[] { "Htp", "Http:MaxEventStreams", "Http:Certificat", "Storage:Provider", "Channels:api:Webhook:Secret" })
            Assert.Contains(exit.Errors.Split('\n'), line => line.Contains(key, StringComparison.Ordinal) && line.Contains("hub.json", StringComparison.Ordinal));
        Assert.DoesNotContain("canary-in-the-file", exit.Output + exit.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_ends_the_start_in_a_line()
    {
        using var folder = new TempFolder("refused");
        await File.WriteAllTextAsync(folder["file"], "", Ct);
        var path = Path.Combine(folder["file"], "data");

        await RefusedStart.AssertAsync(new HostSetup { DataFolder = path }, [path, "cannot be made", "--data"], Ct);
    }

    [Fact]
    [Trait("Needs", "root")]
    public async Task A_data_folder_that_cannot_be_written_to_ends_the_start_in_a_line()
    {
        await using var disk = await SmallDisk.MountAsync(1, Ct);
        await disk.MakeReadOnlyAsync(Ct);

        await RefusedStart.AssertAsync(new HostSetup { DataFolder = disk.Path }, [disk.Path, "cannot be written to", "--data"], Ct);
    }

    [Fact]
    public async Task A_postgresql_that_is_not_there_ends_the_start_in_a_line_without_the_password()
    {
        const string password = "canary-of-the-database";
        var environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Storage__Provider"] = "postgres",
            ["OMNIHUB__Storage__ConnectionString"] = $"Host=127.0.0.1;Port={FreePort.Find()};Username=hub;Database=hub;Password={password}",
        };

        var exit = await HostProcess.RunToEndAsync(new HostSetup { Environment = environment }, Ct);

        Assert.Equal(1, exit.Code);
        RefusedStart.AssertOneLine(exit.Errors);
        Assert.Contains("PostgreSQL cannot be reached", exit.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(password, exit.Output + exit.Errors, StringComparison.Ordinal);
    }
}
