using System.Diagnostics.Metrics;
using Hub.Core.Metrics;
using Hub.Core.Storage;

namespace Hub.Host.Metrics;

/// <summary>Counts what waits every few seconds, so that who reads the figures does not make the store count.</summary>
internal sealed class HubGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly Store _store;
    private readonly ILogger<HubGauges> _log;
    private readonly Meter _meter = new("OmniHub.Figures");
    private volatile HubFigures _figures = HubFigures.None;

    public HubGauges(Store store, ILogger<HubGauges> log)
    {
        (_store, _log) = (store, log);
        _meter.CreateObservableGauge(
            "omnihub.conversations.waiting", () => Tagged(_figures.Waiting, "queue"), "{conversation}", "Conversations that wait for an agent");
        _meter.CreateObservableGauge(
            "omnihub.journal.behind", () => Tagged(_figures.Behind, "reader"), "{entry}", "Journal entries that a reader has yet to see");
        _meter.CreateObservableGauge(
            "omnihub.quarantine.inputs", () => _figures.Quarantined, "{input}", "Inputs that are kept because they could not be handled");
    }

    /// <summary>Counts once.</summary>
    internal async Task RunOnceAsync(CancellationToken ct) => _figures = await _store.ReadAsync(HubFigures.ReadAsync, ct);

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                await Task.Delay(Pause, _store.Time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // the loop's top
                Log.CountFailed(_log, error);
                await Task.Delay(Pause, _store.Time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private static IEnumerable<Measurement<long>> Tagged(IEnumerable<HubFigure> figures, string label) =>
        figures.Select(figure => new Measurement<long>(figure.Value, new KeyValuePair<string, object?>(label, figure.Name)));
}
