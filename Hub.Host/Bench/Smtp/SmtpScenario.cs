using System.Net;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Host.Bench.Ingest;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Host.Bench.Smtp;

/// <summary>
/// <c>bench smtp</c>: mails of 4 KB a second that come by SMTP in 20 sessions and are answered with 250 after their commit, through the whole
/// hub; first into an empty store, then into one that holds many messages. The limit is what a Postfix takes durably here from its own
/// smtp-source.
/// </summary>
internal static class SmtpScenario
{
    private const int Sessions = 20;

    /// <summary>What is sent before the first measurement, while the code is still being compiled.</summary>
    private const int WarmUp = 5_000;

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var measured = bench.Number(BenchOptions.Messages, 20_000);
        var held = bench.Number(BenchOptions.Held, 1_000_000);
        var limits = await PostfixAsync(bench, measured, ct);
        var alone = await AloneAsync(measured, ct);
        await using var hub = await BenchHub.StartAsync(null, bench.Text(BenchOptions.Store), ct);

        await SendAsync(Port(hub), 0, WarmUp, ct);
        var empty = await MeasureAsync(hub, WarmUp, measured, ct);
        bench.Report(Complete(empty, "an empty store", limits, alone));
        if (held <= measured) return;

        bench.Say($"filling up to {held:N0} messages ...");
        await IngestScenario.IngestAsync(hub, measured * 2, held - measured, 64, ct);
        var full = await MeasureAsync(hub, WarmUp + measured, measured, ct);
        bench.Report(Complete(full, $"{held:N0} messages held", limits, alone));
    }

    private static async Task<BenchResult> MeasureAsync(BenchHub hub, int first, int count, CancellationToken ct)
    {
        var endpoint = Port(hub);
        var result = await SendAsync(endpoint, first, count, ct);
        if (!SmtpSource.IsThere) return result;
        return result with
        {
            More = new Dictionary<string, double> { ["from smtp-source"] = await SmtpSource.MeasureAsync(endpoint.Port, Sessions, count, ct) },
        };
    }

    private static IPEndPoint Port(BenchHub hub) => hub.Services.GetRequiredService<SmtpListener>().Endpoint
        ?? throw new InvalidOperationException("The shipped configuration does not listen for mail.");

    private static async Task<BenchResult> SendAsync(IPEndPoint endpoint, int first, int count, CancellationToken ct)
    {
        await using var load = await SmtpLoad.ConnectAsync(endpoint, Sessions, ct);
        return await load.SendAsync(first, count, ct);
    }

    private static BenchResult Complete(BenchResult result, string at, Limits? limits, double alone)
    {
        var more = new Dictionary<string, double>(result.More) { ["the listener alone"] = alone };
        if (limits is not null) more["Postfix, from our client"] = limits.FromOurs;
        return result with { At = at, Limit = limits?.FromSmtpSource, More = more };
    }

    private static async Task<Limits?> PostfixAsync(BenchContext bench, int mails, CancellationToken ct)
    {
        if (PrivatePostfix.Obstacle is { } obstacle)
        {
            bench.Say($"{obstacle}: the limit is left out");
            return null;
        }

        bench.Say("measuring Postfix ...");
        await using var postfix = await PrivatePostfix.StartAsync(ct);
        var fromSource = await SmtpSource.MeasureAsync(postfix.Endpoint.Port, Sessions, mails, ct);
        var limits = new Limits(fromSource, (await SendAsync(postfix.Endpoint, 0, mails, ct)).Rate);
        bench.Say($"Postfix takes {limits.FromSmtpSource:N0} mails/s from smtp-source and {limits.FromOurs:N0} from our client");
        return limits;
    }

    /// <summary>The listener with nothing behind it: what is left for all the rest.</summary>
    private static async Task<double> AloneAsync(int mails, CancellationToken ct)
    {
        using var listener = new SmtpListener(
            Options.Create(new MailInOptions { Port = 0 }), new Nowhere(), TimeProvider.System, NullLogger<SmtpListener>.Instance);
        await listener.StartAsync(ct);
        var result = await SendAsync(listener.Endpoint!, 0, mails, ct);
        await listener.StopAsync(ct);
        return result.Rate;
    }

    private sealed record Limits(double FromSmtpSource, double FromOurs);

    private sealed class Nowhere : IMailDrop
    {
        private static readonly SmtpReply Taken = new(250, "2.0.0", "Taken");

        public bool Accepts(string recipient) => true;

        public Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, CancellationToken ct) => Task.FromResult(Taken);

        public Task TellTooLargeAsync(IReadOnlyList<string> recipients, int most, CancellationToken ct) => Task.CompletedTask;
    }
}
