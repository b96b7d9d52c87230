using Hub.Host.Bench.Ingest;
using Hub.Host.Bench.Live;
using Hub.Host.Bench.Mime;
using Hub.Host.Bench.Route;
using Hub.Host.Bench.Smtp;
using Hub.Host.Bench.Telegram;
using Hub.Host.Bench.Twilio;
using Hub.Host.Commands;

namespace Hub.Host.Bench;

/// <summary><c>bench NAME</c>: runs a scenario for real, in a data folder of its own, and prints what it measured.</summary>
internal static class BenchCommand
{
    private const string JsonFlag = "--json";
    private const string SimulateFlag = "--simulate";

    private static readonly Dictionary<string, Func<BenchContext, CancellationToken, Task>> Scenarios = new()
    {
        ["events"] = EventsScenario.RunAsync,
        ["hostile"] = HostileScenario.RunAsync,
        ["ingest"] = IngestScenario.RunAsync,
        ["mime"] = MimeScenario.RunAsync,
        ["route"] = RouteScenario.RunAsync,
        [$"route {SimulateFlag}"] = SimulateScenario.RunAsync,
        ["sms"] = SmsScenario.RunAsync,
        ["smtp"] = SmtpScenario.RunAsync,
        ["start"] = StartScenario.RunAsync,
        ["telegram"] = TelegramScenario.RunAsync,
        ["webhook"] = WebhookScenario.RunAsync,
    };

    public static async Task<int> RunAsync(CommandContext context)
    {
        var json = context.Arguments.Contains(JsonFlag);
        var simulate = context.Arguments.Contains(SimulateFlag) ? $" {SimulateFlag}" : "";
        var arguments = Arguments.Parse(
            [.. context.Arguments.Where(argument => argument is not (JsonFlag or SimulateFlag))], BenchOptions.All);
        if (arguments is not { Words: [var name] } || !Scenarios.TryGetValue(name + simulate, out var scenario))
        {
            await context.Errors.WriteLineAsync($"bench NAME [--json] [options]; NAME is one of {string.Join(", ", Scenarios.Keys)}");
            await context.Errors.WriteLineAsync("  --messages N   messages measured         --held N      messages held beforehand (1000000)");
            await context.Errors.WriteLineAsync("  --producers N  concurrent senders         --store TEXT  a PostgreSQL connection string");
            await context.Errors.WriteLineAsync("  of hostile, route --simulate: --seed N");
            await context.Errors.WriteLineAsync("  of route: --messages N conversations that wait (50000)");
            await context.Errors.WriteLineAsync("  of events: --visitors N (200)  --desks N (50)  --rate N messages a second (100)  --seconds N (60)");
            return CommandTable.Usage;
        }

        await scenario(new BenchContext(arguments, json, context.Output), context.Stop);
        return 0;
    }
}
