using System.Net.Sockets;

namespace Hub.Tests.Servers;

/// <summary>The rig itself, tried on small scripts that stand in for the host.</summary>
public sealed class HostProcessTests
{
    private const string Ready = "echo 'OmniHub is ready at http://127.0.0.1:4711'; ";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_host_built_with_the_tests_is_found()
    {
        var assembly = new HostSetup().Program[^1];

        Assert.True(File.Exists(assembly), assembly);
    }

    [Fact]
    public async Task A_host_that_is_ready_has_a_url_its_own_data_folder_and_its_environment()
    {
        var setup = Script("echo data $3 at $OMNIHUB__Http__Url for $TEST >&2; " + Ready + "exec sleep 60") with
        {
            Environment = new Dictionary<string, string> { ["TEST"] = "me" },
        };
        await using var host = await HostProcess.StartAsync(setup, Ct);

        Assert.Equal(new Uri("http://127.0.0.1:4711"), host.Url);
        Assert.Equal($"data {host.DataFolder} at http://127.0.0.1:0 for me", await host.Errors.FirstAsync(_ => true).WaitAsync(Ct));
    }

    [Fact]
    public async Task A_configuration_given_as_text_reaches_the_host_as_a_file()
    {
        var exit = await HostProcess.RunToEndAsync(Script("echo $4; cat $5") with { Config = "{ \"a\": 1 }" }, Ct);

        Assert.Equal(new HostExit(0, "--config\n{ \"a\": 1 }", ""), exit);
    }

    [Fact]
    public async Task Stopping_asks_politely_and_returns_the_exit_code()
    {
        await using var host = await HostProcess.StartAsync(Script("trap 'exit 5' TERM; " + Ready + "while :; do sleep 0.05; done"), Ct);

        Assert.Equal(5, await host.StopAsync(Ct));
        Assert.Throws<InvalidOperationException>(() => host.Url);
    }

    [Fact]
    public async Task A_killed_host_starts_again_on_the_same_data()
    {
        await using var host = await HostProcess.StartAsync(
            Script("mkdir -p $3; if [ -e $3/mark ]; then echo again; fi; touch $3/mark; " + Ready + "exec sleep 60"), Ct);
        var first = host.Pid;

        await host.KillAsync(Ct);
        Assert.False(Signals.IsRunning(first));
        await host.StartAgainAsync(Ct);

        Assert.NotEqual(first, host.Pid);
        Assert.Contains("again", host.Output.Lines);
    }

    [Fact]
    public async Task A_paused_host_does_nothing_until_it_is_continued()
    {
        await using var host = await HostProcess.StartAsync(Script("trap 'exit 5' TERM; " + Ready + "while :; do sleep 0.05; done"), Ct);

        host.Pause();
        var stop = host.StopAsync(Ct);
        await Eventually.HoldsAsync(() => StateOf(host.Pid) == 'T', "the host is stopped", TimeSpan.FromSeconds(10), Ct);
        Assert.False(stop.IsCompleted);
        host.Continue();

        Assert.Equal(5, await stop);
    }

    [Fact]
    public async Task A_host_that_ends_before_it_is_ready_fails_the_start_with_what_it_wrote()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => HostProcess.StartAsync(Script("echo 'Storage:Provider is wrong' >&2; exit 78"), Ct));

        Assert.Contains("exit code 78", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider is wrong", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_never_gets_ready_fails_the_start_at_the_deadline()
    {
        var setup = Script("exec sleep 60") with { Patience = TimeSpan.FromMilliseconds(200) };

        await Assert.ThrowsAsync<TimeoutException>(() => HostProcess.StartAsync(setup, Ct));
    }

    [Fact]
    public async Task A_child_that_outlives_its_host_is_a_fault_and_is_ended_with_the_test()
    {
        var host = await HostProcess.StartAsync(Script("sleep 60 & " + Ready + "wait"), Ct);
        var session = host.Pid;

        var fault = await Assert.ThrowsAsync<TimeoutException>(() => host.KillAsync(Ct));
        await host.DisposeAsync();

        Assert.Contains("no process", fault.Message, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => Signals.SessionOf(session).Count == 0, "the child ends", TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public void A_free_port_is_one_that_can_be_listened_on()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, FreePort.Find());

        listener.Start();

        Assert.True(listener.Server.IsBound);
    }

    /// <summary>The script's $1 is <c>run</c>, $2 <c>--data</c>, $3 the folder, then perhaps <c>--config</c> and the file.</summary>
    private static HostSetup Script(string text) => new() { Program = ["sh", "-c", text, "host"] };

    private static char StateOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}
