using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Commands;

/// <summary>The host as a process.</summary>
public sealed class RunCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_says_where_it_is_ready_and_ends_with_0_when_told_to_stop()
    {
        await using var host = await HostProcess.StartAsync(new HostSetup(), Ct);
        using var client = new HttpClient { BaseAddress = host.Url };
        Assert.Equal("ready", (await client.GetAsync("/readyz", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("status"));
        Assert.Equal(0, await host.StopAsync(Ct));
        Assert.False(File.Exists(Path.Combine(host.DataFolder, "control.sock")));
    }

    [Fact]
    public async Task A_host_starts_again_where_one_was_killed()
    {
        await using var host = await HostProcess.StartAsync(new HostSetup(), Ct);
        await host.KillAsync(Ct);
        Assert.True(File.Exists(Path.Combine(host.DataFolder, "control.sock")));
        await host.StartAgainAsync(Ct);
        using var client = new HttpClient { BaseAddress = host.Url };
        await client.GetAsync("/readyz", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task H11_without_a_given_password_one_is_made_and_shown_once_and_never_again()
    {
        var setup = new HostSetup { Environment = new Dictionary<string, string> { ["OMNIHUB_ADMIN_PASSWORD"] = "" } };
        await using var host = await HostProcess.StartAsync(setup, Ct);
        var line = Assert.Single(host.Output.ToString().Split('\n'), line => line.Contains("shown this once", StringComparison.Ordinal));
        var password = line.Trim().Split(' ')[^1];
        Assert.DoesNotContain(password, host.Errors.ToString(), StringComparison.Ordinal);
        await host.StopAsync(Ct);
        await host.StartAgainAsync(Ct);
        Assert.DoesNotContain("shown this once", host.Output.ToString(), StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = host.Url };
        await client.SendJsonAsync("POST", "/api/v1/login", $"{{\"user\":\"admin\",\"password\":\"{password}\"}}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task A_fault_in_the_configuration_ends_the_start_with_78()
    {
        var exit = await HostProcess.RunToEndAsync(new HostSetup { Config = "{ \"Htp\": {} }" }, Ct);
        Assert.Equal(78, exit.Code);
        Assert.Contains("Htp", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H11_a_bad_password_for_the_first_user_ends_the_start_with_78()
    {
        var exit = await HostProcess.RunToEndAsync(
            new HostSetup { Environment = new Dictionary<string, string> { ["OMNIHUB_ADMIN_PASSWORD"] = "admin" } }, Ct);
        Assert.Equal(78, exit.Code);
        Assert.Contains("OMNIHUB_ADMIN_PASSWORD", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_told_in_a_line()
    {
        await using var first = await HostProcess.StartAsync(new HostSetup(), Ct);
        var second = new HostSetup { Environment = new Dictionary<string, string> { ["OMNIHUB__Http__Url"] = first.Url.ToString().TrimEnd('/') } };
        var exit = await HostProcess.RunToEndAsync(second, Ct);
        Assert.Equal(1, exit.Code);
        Assert.Contains("cannot be listened on", exit.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_in_a_line()
    {
        await using var first = await HostProcess.StartAsync(new HostSetup(), Ct);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var context = new Host.Commands.CommandContext(["--data", first.DataFolder], TextReader.Null, output, errors, Ct);
        Assert.Equal(1, await Host.Commands.RunCommand.RunAsync(context));
        Assert.Contains("is in use by another process", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_ends_with_2_and_the_list_of_those_there_are()
    {
        var exit = await HostProcess.RunToEndAsync(new HostSetup { Arguments = ["fly"] }, Ct);
        Assert.Equal(2, exit.Code);
        Assert.Contains("user", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_argument_ends_with_2()
    {
        var exit = await HostProcess.RunToEndAsync(new HostSetup { Arguments = ["run", "--fast"] }, Ct);
        Assert.Equal(2, exit.Code);
    }
}
