using System.Net;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>A listener on a free port with a drop that keeps what it takes.</summary>
internal sealed class ListenerRig : IAsyncDisposable
{
    private readonly LoggerFactory _loggers;

    private ListenerRig(MailInOptions options, TimeProvider time)
    {
        _loggers = new LoggerFactory([Log], new LoggerFilterOptions { MinLevel = LogLevel.Debug });
        Listener = new SmtpListener(Options.Create(options), Drop, time, _loggers.CreateLogger<SmtpListener>());
    }

    public FakeDrop Drop { get; } = new();

    public LogLines Log { get; } = new();

    public SmtpListener Listener { get; }

    public IPEndPoint Endpoint => Listener.Endpoint!;

    /// <summary>What an operator would be troubled with.</summary>
    public IEnumerable<string> Troubles =>
        Log.All.Where(line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));

    public static Task<ListenerRig> StartAsync(CancellationToken ct) => StartAsync(new MailInOptions { Port = 0, HostName = "mx.test" }, ct);

    public static Task<ListenerRig> StartAsync(MailInOptions options, CancellationToken ct) => StartAsync(options, TimeProvider.System, ct);

    public static async Task<ListenerRig> StartAsync(MailInOptions options, TimeProvider time, CancellationToken ct)
    {
        var rig = new ListenerRig(options, time);
        await rig.Listener.StartAsync(ct);
        return rig;
    }

    /// <summary>A client that has read the greeting.</summary>
    public async Task<RawSmtpClient> ConnectAsync(CancellationToken ct)
    {
        var client = await RawSmtpClient.ConnectAsync(Endpoint, ct);
        Assert.Equal("220 mx.test ESMTP OmniHub", await client.ReplyAsync(ct));
        return client;
    }

    /// <summary>A client that has said EHLO.</summary>
    public async Task<RawSmtpClient> GreetAsync(CancellationToken ct)
    {
        var client = await ConnectAsync(ct);
        Assert.StartsWith("250", await client.SayAsync("EHLO client.test", ct), StringComparison.Ordinal);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.StopAsync(CancellationToken.None);
        Listener.Dispose();
        _loggers.Dispose();
    }
}
