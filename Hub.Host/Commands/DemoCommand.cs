using System.Globalization;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Agents;
using Hub.Core.Storage;
using Hub.Host.Chat;
using Hub.Host.Configuration;
using Hub.Host.Demo;
using Hub.Host.Demo.Stories;
using Hub.Host.Desk;
using Hub.Host.Sandboxes.Telegram;

namespace Hub.Host.Commands;

/// <summary>
/// <c>demo [--pace SECONDS] [--data DIR]</c>: the hub in a data folder that goes at the end, with queues, agents, and customers who write
/// as long as it runs.
/// </summary>
internal static class DemoCommand
{
    private const string Pace = "--pace";
    private const string Usage =
        """
        demo [--pace SECONDS] [--data DIR] [--config FILE]
          --pace SECONDS   the time between two events, 0.1 to 3600 (6)
          --data DIR       keeps the data in this folder; without it they are deleted at the end
        """;

    private static readonly TimeSpan DefaultPace = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(CommandContext context)
    {
        var paths = HostPaths.FromArguments(context.Arguments);
        var arguments = Arguments.Parse(paths.OtherArguments, Pace);
        if (paths.Problem is not null || arguments is not { Words: [] } || PaceOf(arguments[Pace]) is not { } pace)
        {
            await context.Errors.WriteLineAsync(paths.Problem is { } problem ? $"demo: {problem}" : Usage);
            return CommandTable.Usage;
        }

        var configured = HubConfiguration.Load(paths);
        if (configured.Faults.Count > 0)
        {
            FaultReport.Write(context.Errors, configured.Faults);
            return RunCommand.ConfigurationFault;
        }

        try
        {
            using var folder = IsKept(context) ? DemoFolder.Keep(paths.DataFolder) : DemoFolder.Throwaway();
            await using var telegram = await TelegramSandbox.StartAsync(TimeProvider.System, context.Stop);
            await using var sandboxes = await DemoSandboxes.StartAsync(folder.Path, context.Stop);
            var settings = telegram.Settings(DemoStory.Telegram, folder.Path).Concat(sandboxes.Settings).ToDictionary(setting => setting.Key, setting => setting.Value);
            var demo = DemoConfiguration.Of(configured, folder.Path, settings);
            return await RunAsync(demo, folder, new DemoStage { Pace = pace, Folder = folder.Path, Telegram = telegram, Sandboxes = sandboxes }, context);
        }
        catch (StoreException error)
        {
            await context.Errors.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static Task<int> RunAsync(DemoConfiguration demo, DemoFolder folder, DemoStage stage, CommandContext context)
    {
        return new HubRun
        {
            Configuration = demo.Configuration,
            AdminPassword = DemoCentre.Password,
            Replace = services => services
                // the operator's console is for the tour, not for the hub's diary
                .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
                .AddSingleton(stage)
                .AddHostedService<DemoTraffic>(),
            PreparedAsync = async (app, _) => stage.Key = await DemoCentre.PrepareAsync(app.Services, context.Stop),
            ReadyAsync = app => TellAsync(app, demo, folder, context.Output),
        }.RunAsync(context);
    }

    private static async Task TellAsync(WebApplication app, DemoConfiguration demo, DemoFolder folder, TextWriter output)
    {
        var address = RunCommand.Address(app);
        await output.WriteLineAsync(
            $"""
            OmniHub is ready at {address}

              A guided tour: customers write by mail, text message, WhatsApp and Telegram, in the web chat and from a shop, in English and Chinese. Two colleagues
              answer some of them; the others wait for you.

              open       {address}{DeskRoutes.Path}
              sign in    {DemoCentre.You} (an agent) or {FirstAdmin.Name} (who may do everything)
              password   {DemoCentre.Password}
              be one     {address}{ChatRoutes.PathOf(DemoStory.Chat)} (the chat as customers see it)
            """);
        if (app.Services.GetRequiredService<SmtpListener>().Endpoint is { } mail)
            await output.WriteLineAsync($"  mail       support@localhost, billing@localhost at {RunCommand.MailAddress(mail)} (SMTP)");
        await output.WriteLineAsync($"  data       {folder.Path}{(folder.IsKept ? "" : ", deleted at the end")}");
        foreach (var remark in demo.Remarks) await output.WriteLineAsync($"  note       {remark}");
        await output.WriteLineAsync("\n  Answer somebody, and they write back. Be available, and the hub gives you work. Ctrl+C ends the tour.");
    }

    private static bool IsKept(CommandContext context) =>
        context.Arguments.Any(argument => argument == "--data" || argument.StartsWith("--data=", StringComparison.Ordinal));

    private static TimeSpan? PaceOf(string? text) =>
        text is null ? DefaultPace
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
