using Hub.Core.Storage;
using Hub.Host.Configuration;
using Hub.Host.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Host.Commands;

/// <summary>Runs a command on the data: by the host that holds them, else with the store opened here.</summary>
internal static class DataCommandRunner
{
    private const string FromInput = "--password-stdin";

    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(string command, CommandContext context)
    {
        var paths = HostPaths.FromArguments(context.Arguments);
        if (paths.Problem is { } problem) return Report(context, DataResult.Usage($"{command}: {problem}"));
        var secret = paths.OtherArguments.Contains(FromInput) ? await context.Input.ReadLineAsync(context.Stop) ?? "" : null;
        var request = new DataRequest(command, [.. paths.OtherArguments.Where(argument => argument != FromInput)], secret);
        try
        {
            var result = await ControlClient.TryAskAsync(ControlSocketFile.PathIn(paths.DataFolder), request, context.Stop)
                ?? await RunHereAsync(request, paths, context.Stop);
            return Report(context, result);
        }
        catch (StoreException error)
        {
            return Report(context, DataResult.Failed(error.Message));
        }
    }

    private static async Task<DataResult> RunHereAsync(DataRequest request, HostPaths paths, CancellationToken ct)
    {
        var configuration = HubConfiguration.Load(paths);
        if (configuration.Faults.Count > 0)
        {
            var faults = new StringWriter();
            FaultReport.Write(faults, configuration.Faults);
            return new DataResult(RunCommand.ConfigurationFault, "", faults.ToString().TrimEnd());
        }

        DataFolder.Ensure(paths.DataFolder);
        await using var store = StoreServices.Create(configuration, TimeProvider.System, NullLoggerFactory.Instance);
        await store.OpenAsync(ct);
        return await DataCommands.RunAsync(request, store, ct);
    }

    private static int Report(CommandContext context, DataResult result)
    {
        if (result.Output.Length > 0) context.Output.WriteLine(result.Output);
        if (result.Error is not null) context.Errors.WriteLine(result.Error);
        return result.ExitCode;
    }
}
