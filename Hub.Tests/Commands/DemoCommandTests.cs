using System.Net;
using System.Net.Sockets;
using Hub.Host.Commands;
using Hub.Tests.Servers;

namespace Hub.Tests.Commands;

/// <summary>A tour's beginning and end.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new("demo-test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_busy_port_is_replaced_and_nothing_is_left_at_the_end()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var environment = new Dictionary<string, string>
        {
            ["TMPDIR"] = _folder.Path, ["OMNIHUB__Http__Url"] = $"http://{other.LocalEndpoint}", ["OMNIHUB__MailIn__Port"] = "0",
        };
        await using var tour = ServerProcess.Start([.. new HostSetup().Program, "demo"], _folder.Path, environment);
        var note = await tour.LineAsync(line => line.Contains("is in use", StringComparison.Ordinal), Patience, Ct);
        Assert.Contains($"port {((IPEndPoint)other.LocalEndpoint).Port} is in use", note, StringComparison.Ordinal);
        await tour.LineAsync(line => line.Contains("Ctrl+C", StringComparison.Ordinal), Patience, Ct);
        Assert.Single(Directory.GetDirectories(_folder.Path, "omnihub-demo-*"));
        tour.Signal(Signals.Terminate);
        Assert.Equal(0, await tour.ExitAsync(Patience, Ct));
        Assert.Empty(Directory.GetDirectories(_folder.Path, "omnihub-demo-*"));
        Assert.DoesNotContain("   at ", tour.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_data_never_get_into_a_folder_that_holds_something_else()
    {
        File.WriteAllText(_folder["omnihub.db"], "of a real centre");
        var (code, errors) = await RunAsync("--data", _folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("no demo has made", errors, StringComparison.Ordinal);
        Assert.Equal(["omnihub.db"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--pace")]
    [InlineData("--pace", "0")]
    [InlineData("--pace", "fast")]
    [InlineData("quickly")]
    public async Task An_argument_that_makes_no_sense_ends_with_2(params string[] arguments)
    {
        var (code, errors) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains("--pace SECONDS", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunAsync(params string[] arguments)
    {
        using var errors = new StringWriter();
        var code = await DemoCommand.RunAsync(new CommandContext(arguments, TextReader.Null, TextWriter.Null, errors, Ct));
        return (code, errors.ToString());
    }
}
