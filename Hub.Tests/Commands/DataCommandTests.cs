using System.Net;
using Hub.Host.Commands;
using Hub.Host.Hosting;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Commands;

/// <summary>The same commands, by a running host and without one.</summary>
public sealed class DataCommandTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const string Password = "a good long one";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_host_adds_a_user_who_can_sign_in_at_once()
    {
        var added = await RunAsync(hub.DataFolder, "user", Password, "add", "Dave", "--role", "supervisor", "--name", "Dave D.", "--password-stdin");
        Assert.Equal((0, "dave was added with the role supervisor.\n", ""), added);
        await LoginAsync("dave", Password).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task K06_a_password_that_was_made_is_shown_once_and_never_logged()
    {
        var (code, output, _) = await RunAsync(hub.DataFolder, "user", null, "add", "erin");
        Assert.Equal(0, code);
        var password = output.Trim().Split(' ')[^1];
        await LoginAsync("erin", password).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.DoesNotContain(hub.Log.All, line => line.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_made_by_command_works_until_it_is_revoked()
    {
        var (_, output, _) = await RunAsync(hub.DataFolder, "key", null, "create", "shop");
        using var system = hub.Client(output.Trim());
        Assert.Equal("integration", (await system.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("role"));
        Assert.Equal(0, (await RunAsync(hub.DataFolder, "key", null, "revoke", "shop")).Code);
        await system.GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        Assert.Contains("revoked", (await RunAsync(hub.DataFolder, "key", null, "list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(hub.DataFolder, "key", null, "revoke", "shop")).Code);
    }

    [Fact]
    public async Task Closing_an_account_by_command_ends_its_sessions()
    {
        await RunAsync(hub.DataFolder, "user", Password, "add", "frank", "--password-stdin");
        var token = (await LoginAsync("frank", Password).JsonAsync(HttpStatusCode.OK, Ct)).Text("token");
        Assert.Equal(0, (await RunAsync(hub.DataFolder, "user", null, "disable", "frank")).Code);
        await hub.Client(token).GetAsync("/api/v1/me", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        await LoginAsync("frank", Password).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        Assert.Equal(0, (await RunAsync(hub.DataFolder, "user", null, "enable", "frank")).Code);
        await LoginAsync("frank", Password).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task Without_a_host_the_command_opens_the_data_itself()
    {
        using var folder = new TempFolder("command");
        Assert.Equal(0, (await RunAsync(folder["data"], "user", Password, "add", "gina", "--password-stdin")).Code);
        Assert.Contains("gina", (await RunAsync(folder["data"], "user", null, "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(folder["data"], "user", null, "role", "gina", "admin")).Code);
        Assert.Equal(1, (await RunAsync(folder["data"], "user", null, "disable", "gina")).Code);
    }

    [Theory]
    [InlineData(2, "user")]
    [InlineData(2, "user", "add")]
    [InlineData(2, "user", "add", "x", "--password", "secret")]
    [InlineData(2, "user", "add", "x", "--role")]
    [InlineData(1, "user", "add", "x", "--role", "king")]
    [InlineData(1, "user", "disable", "nobody")]
    [InlineData(1, "user", "disable", "admin")]
    [InlineData(2, "key")]
    [InlineData(1, "key", "create", "x", "--role", "king")]
    public async Task What_cannot_be_done_is_told(int exitCode, string command, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(hub.DataFolder, command, null, arguments);
        Assert.Equal((exitCode, ""), (code, output));
        Assert.NotEqual("", errors);
    }

    [Fact]
    public async Task The_control_socket_is_the_owners_alone_and_answers_nothing_else()
    {
        var path = ControlSocketFile.PathIn(hub.DataFolder);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var handler = new SocketsHttpHandler();
        handler.ConnectCallback = async (_, token) => new System.Net.Sockets.NetworkStream((await ControlSocketFile.TryConnectAsync(path, token))!, true);
        using var client = new HttpClient(handler);
        foreach (var route in new[] { "/healthz", "/api/v1/me", "/metrics" })
        {
            using var answer = await client.GetAsync("http://control" + route, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Over_tcp_there_is_no_control_whatever_the_token() => await hub.Admin
        .SendJsonAsync("POST", "/control", "{\"command\":\"user\",\"arguments\":[\"list\"]}", Ct, ("Host", "control"))
        .ProblemAsync(HttpStatusCode.NotFound, Ct);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        string dataFolder, string command, string? input, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var context = new CommandContext([.. arguments, "--data", dataFolder], new StringReader(input ?? ""), output, errors, Ct);
        return (await DataCommandRunner.RunAsync(command, context), output.ToString(), errors.ToString());
    }

    private Task<HttpResponseMessage> LoginAsync(string user, string password) =>
        hub.Anonymous.SendJsonAsync("POST", "/api/v1/login", $"{{\"user\":\"{user}\",\"password\":\"{password}\"}}", Ct);
}
