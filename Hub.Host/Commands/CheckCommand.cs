using Hub.Host.Configuration;

namespace Hub.Host.Commands;

/// <summary><c>check [--config FILE] [--data DIR]</c>: names every fault of the configuration and starts nothing.</summary>
internal static class CheckCommand
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 without a fault, 1 with faults, 2 for arguments it does not know.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        var paths = HostPaths.FromArguments(args);
        if (paths.Problem is { } problem)
        {
            errors.WriteLine($"check: {problem}");
            return 2;
        }

        if (paths.OtherArguments is [var unknown, ..])
        {
            errors.WriteLine($"check: unknown argument {unknown}; known are --config FILE and --data DIR");
            return 2;
        }

        var configuration = HubConfiguration.Load(paths);
        if (configuration.Faults.Count > 0)
        {
            FaultReport.Write(errors, configuration.Faults);
            return 1;
        }

        output.WriteLine($"{paths.ConfigFile}: no faults ({configuration.Current.ChannelIds.Count} channels)");
        return 0;
    }
}
