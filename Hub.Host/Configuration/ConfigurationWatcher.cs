namespace Hub.Host.Configuration;

/// <summary>
/// Looks at the configuration file each second and tells who asked what has changed. Looking at the content instead of waiting for the file
/// system's events also sees replaced links and mounted files.
/// </summary>
/// <param name="configuration">What is read.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where faults of a changed file are named.</param>
public sealed class ConfigurationWatcher(HubConfiguration configuration, TimeProvider time, ILogger<ConfigurationWatcher> log)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Raised after a changed configuration was taken in or refused, never twice at once. What a handler throws is logged.</summary>
    public event Action<ConfigurationChange>? Changed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                RunOnce();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    internal void RunOnce()
    {
        try
        {
            if (configuration.Reread() is { } change)
            {
                Tell(change);
            }
        }
        catch (Exception e)
        {
            log.LookFailed(e);
        }
    }

    private void Tell(ConfigurationChange change)
    {
        foreach (var fault in change.Faults)
        {
            log.Fault(fault);
        }

        var channels = change.Channels;
        log.Read(channels.Added.Count, channels.Changed.Count, channels.Removed.Count, string.Join(", ", change.Sections));
        Changed?.Invoke(change);
    }
}
