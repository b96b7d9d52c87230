using System.Net;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Host.Commands;
using Hub.Host.Demo.Stories;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Host.Demo;

/// <summary>What happens in a demo: many customers at once at the start, then an event at each beat. The same at every run.</summary>
internal sealed class DemoTraffic(
    DemoStage stage, IServer server, SmtpListener mail, IHostApplicationLifetime life, TimeProvider time, ILogger<DemoTraffic> log) : BackgroundService
{
    private const int Seed = 1879;
    private const int AnsweredAtStart = 4;
    private const int RepliesPerNewcomer = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        using var api = new DemoApi(RunCommand.Address(server));
        // a customer's mail program: what it has to say is not the hub's
        await using var transport = new SmtpTransport(
            Server(RunCommand.MailAddress(mail.Endpoint!)), time, NullLogger<SmtpTransport>.Instance);
        var customers = new DemoCustomers(
            [
                new DemoMailLine(transport, Path.Combine(stage.Folder, "outbox"), time), new DemoShopLine(api, stage.Key, time), new DemoChatLine(api, time),
                new DemoTelegramLine(stage.Telegram),
                .. stage.Sandboxes.Lines(RunCommand.Address(server)),
            ],
            new Random(Seed));
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
        catch (Exception error)
        {
            // the loop's top: one customer's bad luck is not the end of the tour; at its end every step fails
            if (!ct.IsCancellationRequested) Log.StepFailed(log, error);
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
        Host = endpoint.Address.ToString(), Port = endpoint.Port, Security = MailSecurity.None, MaxConnections = 1, HelloName = "mx.example.com",
    };
}
