using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hub.Core.Deliveries;

/// <summary>
/// Sends what the ledger holds: one <see cref="ChannelLane"/> per channel account that sends, following the configuration, the renewal of what
/// they have claimed, and a sweep of what dead nodes left behind. Runs on every node; the ledger's conditional updates decide who sends
/// what. A death is taken over within <see cref="Ownership.Length"/> and the time between two sweeps.
/// </summary>
public sealed class Dispatcher : BackgroundService
{
    /// <summary>How long a stop waits for attempts under way; what takes longer is settled by another node as unknown.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(2);

    private readonly Store _store;
    private readonly ChannelRegistry _channels;
    private readonly AbandonedDeliveries _abandoned;
    private readonly LaneParts _parts;
    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<string, Running> _lanes = [];
    private readonly List<Task> _leaving = [];

    /// <summary>Wires the dispatcher.</summary>
    public Dispatcher(
        Store store, NodeId node, ChannelRegistry channels, IOutboundContent content, AlarmStore alarms,
        IOptions<SuppressionOptions> suppressions, Random random, ILogger<Dispatcher> log)
    {
        (_store, _channels) = (store, channels);
        _abandoned = new AbandonedDeliveries(store, node, channels, random);
        _parts = new LaneParts(new DeliveryWork(store, node, new SoftBounces(suppressions.Value)), new Ownership(store, node, log), content, alarms, store.Time, log)
        {
            Random = random,
            Ending = _ending.Token,
        };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _ending.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var sweeping = SweepAsync(stoppingToken);
        var renewing = _parts.Ownership.RunAsync(_ending.Token);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var changed = _channels.Changed;
                FollowChannels();
                await changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }

        await StopLanesAsync();
        await Task.WhenAll(sweeping, renewing);
    }

    private void FollowChannels()
    {
        var wanted = _channels.All.OfType<IOutboundChannel>().Where(channel => channel.Account.Capabilities.Sends)
            .ToDictionary(channel => channel.Account.Id);
        foreach (var (id, running) in _lanes.Where(lane => !ReferenceEquals(wanted.GetValueOrDefault(lane.Key), lane.Value.Channel)).ToList())
        {
            _lanes.Remove(id);
            _leaving.RemoveAll(task => task.IsCompleted);
            _leaving.Add(running.StopAsync());
        }

        foreach (var (id, channel) in wanted.Where(entry => !_lanes.ContainsKey(entry.Key)))
            _lanes.Add(id, Running.Start(channel, _store.Signals[Topic.Deliveries], _parts));
    }

    private async Task StopLanesAsync()
    {
        _leaving.AddRange(_lanes.Values.Select(lane => lane.StopAsync()));
        _lanes.Clear();
        try
        {
            await Task.WhenAll(_leaving).WaitAsync(StopWithin, _parts.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Log.StoppedWithAttempts(_parts.Log);
        }
        finally
        {
            await _ending.CancelAsync();
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        var formerSettled = !_store.IsAlone;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!formerSettled) await _abandoned.SettleAllOfOthersAsync(stopping);
                formerSettled = true;
                await _abandoned.RunOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // the loop's top: the store may be away
                Log.SweepFailed(_parts.Log, error);
            }

            await Task.Delay(BetweenSweeps, _parts.Time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private sealed record Running(IOutboundChannel Channel, CancellationTokenSource Stopping, Task Work)
    {
        public static Running Start(IOutboundChannel channel, Signal news, LaneParts parts)
        {
            var stopping = new CancellationTokenSource();
            var lane = new ChannelLane(channel, news, parts);
            return new Running(channel, stopping, Task.Run(() => lane.RunAsync(stopping.Token), CancellationToken.None));
        }

        public async Task StopAsync()
        {
            await Stopping.CancelAsync();
            await Work;
            Stopping.Dispose();
        }
    }
}
