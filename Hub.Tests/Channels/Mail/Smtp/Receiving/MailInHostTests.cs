using System.Net;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Configuration;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>The listener as a part of the host.</summary>
public sealed class MailInHostTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_host_says_where_mail_comes_in_and_ends_a_session_in_order()
    {
        await using var host = await HostProcess.StartAsync(new HostSetup(), Ct);
        var line = await host.Output.FirstAsync(text => text.Contains("  mail ", StringComparison.Ordinal)).WaitAsync(RawSmtpClient.Patience, Ct);
        var endpoint = IPEndPoint.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        await using var client = await RawSmtpClient.ConnectAsync(endpoint, Ct);
        Assert.EndsWith(" ESMTP OmniHub", await client.ReplyAsync(Ct), StringComparison.Ordinal);
        var stop = host.StopAsync(Ct);
        Assert.StartsWith("421 4.3.2", Assert.Single(await client.RestAsync(Ct)), StringComparison.Ordinal);
        await client.DisposeAsync();
        Assert.Equal(0, await stop);
    }

    [Fact]
    public async Task The_figures_count_sessions()
    {
        await using var hub = await HubFixture.StartAsync(new HubSetup(), Ct);
        await using var client = await RawSmtpClient.ConnectAsync(hub.Services.GetRequiredService<SmtpListener>().Endpoint!, Ct);
        await client.ReplyAsync(Ct);
        Assert.Contains("omnihub_mailin_sessions_total{result=\"served\"}", await hub.Admin.GetStringAsync("/metrics", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_mail_port_is_told_in_a_line()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var port = FormattableString.Invariant($"{rig.Endpoint.Port}");
        await AssertRefusedAsync(Setup("Port", port), ["MailIn:Port " + port, "cannot be listened on", "another port"]);
    }

    [Fact]
    public async Task A_mail_certificate_that_cannot_be_used_ends_the_start_in_a_line() =>
        await AssertRefusedAsync(Setup("Certificate__File", _folder.Write("bad.pem", "no certificate")), ["MailIn:Certificate cannot be used"]);

    [Fact]
    public async Task Mail_that_is_not_wanted_is_not_listened_for()
    {
        await using var rig = await ListenerRig.StartAsync(new MailInOptions { Port = 0, Enabled = false }, Ct);
        Assert.Null(rig.Listener.Endpoint);
    }

    [Theory]
    [InlineData("Address", "\"localhost\"")]
    [InlineData("Port", "70000")]
    [InlineData("HostName", "\"a b\"")]
    [InlineData("MaxRecipients", "99")]
    [InlineData("MaxBufferedBytes", "30000000")]
    public void An_option_out_of_its_range_is_a_fault(string key, string value) =>
        Assert.Equal("MailIn:" + key, _folder.Fault($$"""{ "MailIn": { "{{key}}": {{value}} } }""").Key);

    [Fact]
    public void A_mail_certificate_that_is_not_there_is_a_fault() => Assert.Equal(
        "MailIn:Certificate:File", _folder.Fault("""{ "MailIn": { "Certificate": { "File": "/nowhere/mx.pem" } } }""").Key);

    private static async Task AssertRefusedAsync(HostSetup setup, string[] words)
    {
        var exit = await HostProcess.RunToEndAsync(setup, Ct);
        Assert.Equal(1, exit.Code);
        var told = exit.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.All(words, word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.False(exit.Errors.Contains("   at ", StringComparison.Ordinal), exit.Errors);
    }

    private static HostSetup Setup(string key, string value) =>
        new() { Environment = new Dictionary<string, string> { ["OMNIHUB__MailIn__" + key] = value } };
}
