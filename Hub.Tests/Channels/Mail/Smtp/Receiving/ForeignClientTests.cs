using System.Globalization;
using System.Text;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>Clients that nobody here wrote: Debian's swaks, and Postfix's smtp-source.</summary>
public sealed class ForeignClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Swaks_hands_a_mail_over()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await SwaksAsync(rig, "--pipeline", "--body", "a line\n.\n..a dot line");
        var mail = Assert.Single(rig.Drop.Mails);
        Assert.Equal("ann@example.org", mail.ReturnPath);
        Assert.EndsWith("\r\na line\r\n.\r\n..a dot line\r\n\r\n\r\n", Encoding.ASCII.GetString(mail.Content.Span), StringComparison.Ordinal);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Swaks_hands_a_mail_over_under_tls()
    {
        using var certificate = new MailCertificate();
        await using var rig = await ListenerRig.StartAsync(certificate.Options, Ct);
        await SwaksAsync(rig, "--tls");
        Assert.Contains(" with ESMTPS id ", Encoding.ASCII.GetString(Assert.Single(rig.Drop.Mails).Content.Span), StringComparison.Ordinal);
        Assert.Empty(rig.Troubles);
    }

    [Theory]
    [InlineData("-d", "4096")]
    [InlineData("-d", "1000000")]
    [InlineData("-A", "100")]
    public async Task Smtp_source_hands_many_mails_over_from_many_sessions(string option, string bytes)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await RunAsync(
            "smtp-source", "postfix",
            option, "-s", "20", "-m", "200", "-l", bytes, "-f", "ann@example.org", "-t", "support@localhost", $"inet:127.0.0.1:{Port(rig)}");
        Assert.Equal(200, rig.Drop.Mails.Count);
        Assert.Empty(rig.Troubles);
    }

    private static Task SwaksAsync(ListenerRig rig, params string[] options) => RunAsync(
        "swaks", "swaks libnet-ssleay-perl",
        ["--server", "127.0.0.1", "--port", Port(rig), "--from", "ann@example.org", "--to", "support@localhost", "--ehlo", "client.test", .. options]);

    private static string Port(ListenerRig rig) => rig.Endpoint.Port.ToString(CultureInfo.InvariantCulture);

    private static Task RunAsync(string program, string packages, params string[] arguments)
    {
        string[] folders = ["/usr/bin", "/usr/sbin"];
        var path = folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"This test needs {program}. Install it as root with 'apt-get install {packages}', or run Hub.Tests/test.sh, which does.");
        return ServerProcess.RunAsync([path, .. arguments], "/", Deadline, Ct);
    }
}
