using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Hub.Core.Channels;

/// <summary>
/// Puts the configured channel accounts to work: one per section below <c>Channels</c>. When the configuration changes, exactly the accounts
/// whose sections differ are made anew. One that cannot start is an alarm and is tried again; it stops no other, and a former account of
/// its id stays at work.
/// </summary>
public sealed class ChannelHost : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(30);

    private readonly IConfigurationSection _section;
    private readonly Dictionary<string, IChannelKind> _kinds;
    private readonly ChannelRegistry _registry;
    private readonly Leases _leases;
    private readonly AlarmStore _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<ChannelHost> _log;
    private readonly Signal _changed = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <param name="configuration">The installation's configuration; its reload token tells of changes.</param>
    /// <param name="kinds">The catalogue.</param>
    /// <param name="registry">Where the accounts are found by everybody else.</param>
    /// <param name="leases">What makes a fetching account run on one node.</param>
    /// <param name="alarms">Where an account that cannot start is seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public ChannelHost(
        IConfiguration configuration, IEnumerable<IChannelKind> kinds, ChannelRegistry registry, Leases leases, AlarmStore alarms,
        TimeProvider time, ILogger<ChannelHost> log)
    {
        _section = configuration.GetSection(ChannelOptions.Section);
        _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);
        (_registry, _leases, _alarms, _time, _log) = (registry, leases, alarms, time, log);
    }

    /// <summary>The accounts work before anything that is started later lets callers in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnceAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var following = ChangeToken.OnChange(_section.GetReloadToken, _changed.Pulse);
        try
        {
            while (true)
            {
                var changed = _changed.Next;
                var allWork = await RunOnceAsync(stoppingToken);
                if (allWork) await changed.WaitAsync(stoppingToken);
                else await Signal.WaitAsync(changed, BetweenTries, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }

        foreach (var running in _running.Values)
        {
            await running.StopAsync();
            await running.EndAsync();
        }
    }

    /// <summary>Brings what runs to what is configured.</summary>
    /// <returns>Whether every configured account works.</returns>
    internal async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var wanted = _section.GetChildren().Where(IsEnabled).ToDictionary(child => child.Key, StringComparer.Ordinal);
        foreach (var id in _running.Keys.Where(id => !wanted.ContainsKey(id)).ToList()) await RemoveAsync(id);

        var allWork = true;
        foreach (var (id, section) in wanted)
        {
            var content = ContentOf(section);
            if (_running.TryGetValue(id, out var now) && now.Content == content) continue;
            allWork &= await TryPutAsync(id, section, content, ct);
        }

        return allWork;
    }

    private async Task<bool> TryPutAsync(string id, IConfigurationSection section, string content, CancellationToken ct)
    {
        try
        {
            var kind = section[nameof(ChannelOptions.Kind)] ?? "";
            if (!_kinds.TryGetValue(kind, out var maker))
                throw new InvalidOperationException($"there is no kind of channel '{kind}'; known are {string.Join(", ", _kinds.Keys)}");
            var channel = maker.Create(id, section);
            if (_running.TryGetValue(id, out var former)) await former.StopAsync();
            _running[id] = Running.Start(content, channel, _leases, _time, _log);
            _registry.Put(channel);
            // after it was replaced, so that nobody is given one that has ended
            if (former is not null) await former.EndAsync();
            Log.ChannelStarted(_log, id, kind);
            await _alarms.ClearAsync(AlarmKinds.ChannelNotStarted, id, ct);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // whatever a channel stumbles over, the others must come to work
            Log.ChannelCannotStart(_log, id, error);
            await TryRaiseAsync(id, error, ct);
            return false;
        }
    }

    private async Task TryRaiseAsync(string id, Exception error, CancellationToken ct)
    {
        try
        {
            await _alarms.RaiseAsync(AlarmKinds.ChannelNotStarted, id, $"The channel {id} cannot start: {error.Message}", ct);
        }
        catch (StoreException away)
        {
            // the next try raises it
            Log.AlarmNotRaised(_log, id, away);
        }
    }

    private async Task RemoveAsync(string id)
    {
        _registry.Remove(id);
        await _running[id].StopAsync();
        await _running[id].EndAsync();
        _running.Remove(id);
        Log.ChannelRemoved(_log, id);
    }

    private static bool IsEnabled(IConfigurationSection section) =>
        !bool.TryParse(section[nameof(ChannelOptions.Enabled)], out var enabled) || enabled;

    /// <summary>Every key and value of a section, to tell whether two readings of it differ.</summary>
    private static string ContentOf(IConfigurationSection section) => string.Join(
        '\n',
        section.AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Value is not null)
            .OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
            .Select(entry => $"{entry.Key}={entry.Value}"));

    private sealed record Running(string Content, IChannel Channel, PollingRun? Polling)
    {
        public static Running Start(string content, IChannel channel, Leases leases, TimeProvider time, ILogger log)
        {
            var polling = channel is IPollingChannel { Polls: true } fetching ? new PollingRun(fetching, leases, time, log) : null;
            // runs until StopAsync, not as long as a token of the start
            polling?.StartAsync(CancellationToken.None);
            return new Running(content, channel, polling);
        }

        public async Task StopAsync()
        {
            if (Polling is null) return;
            await Polling.StopAsync(CancellationToken.None);
            Polling.Dispose();
        }

        /// <summary>Ends what the channel keeps open, such as connections.</summary>
        public ValueTask EndAsync() => Channel is IAsyncDisposable open ? open.DisposeAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Fetches on the node that holds the account's lease.</summary>
    private sealed class PollingRun(IPollingChannel channel, Leases leases, TimeProvider time, ILogger log) : LeasedService(leases, time, log)
    {
        protected override string LeaseName => "channel:" + channel.Account.Id;

        protected override Task RunAsync(Lease lease, CancellationToken ct) => channel.RunAsync(ct);
    }
}
