using System.Net;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Host.Commands;
using Hub.Host.Demo.Stories;
using Microsoft.AspNetCore.Hosting.Server;

namespace Hub.Host.Demo;

/// <summary>What happens in a demo: many customers at once at the start, then an event at each beat. The same at every run.</summary>
internal sealed class DemoTraffic(
    DemoStage stage, IServer server, SmtpListener mail, IHostApplicationLifetime life, TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private const int Seed = 1879;
    private const int AnsweredAtStart = 4;
    private const int RepliesPerNewcomer = 3;

    private readonly ILogger _log = logs.CreateLogger<DemoTraffic>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        using var api = new DemoApi(RunCommand.Address(server));
        await using var transport = new SmtpTransport(Server(RunCommand.MailAddress(mail.Endpoint!)), time, logs.CreateLogger<SmtpTransport>());
        var customers = new DemoCustomers(
            [new DemoMailLine(transport, Path.Combine(stage.Folder, "outbox"), time), new DemoShopLine(api, stage.Key, time)], new Random(Seed));
        DemoColleague[] colleagues =
            [new(api, DemoCentre.Anna, DemoStory.English), new(api, DemoCentre.Wei, DemoStory.Chinese)];

        for (var i = 0; i < DemoRepertoire.AtStart; i++) await TryAsync(() => customers.BeginAsync(stoppingToken), stoppingToken);
        for (var i = 0; i < AnsweredAtStart; i++) await TryAsync(() => colleagues[i % 2].WorkAsync(customers.Find, stoppingToken), stoppingToken);
        using var beat = new PeriodicTimer(stage.Pace, time);
        for (var i = 1L; await beat.WaitForNextTickAsync(stoppingToken); i++)
        {
            var count = i;
            await TryAsync(() => StepAsync(count, customers, colleagues[count % 2], stoppingToken), stoppingToken);
        }
    }

    private static async Task StepAsync(long count, DemoCustomers customers, DemoColleague colleague, CancellationToken ct)
    {
        // what is heard now is replied to at the next beat: people think before they write
        if (!await customers.ReplyAsync(ct) || count % RepliesPerNewcomer == 0) await customers.BeginAsync(ct);
        await customers.HearAsync(ct);
        await colleague.WorkAsync(customers.Find, ct);
    }

    private async Task TryAsync(Func<Task> step, CancellationToken ct)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // the loop's top: one customer's bad luck is not the end of the tour
            Log.StepFailed(_log, error);
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private static SmtpOptions Server(IPEndPoint endpoint) => new()
    {
        Host = endpoint.Address.ToString(), Port = endpoint.Port, Security = SmtpSecurity.None, MaxConnections = 1, HelloName = "mx.example.com",
    };
}
