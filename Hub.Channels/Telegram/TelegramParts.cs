using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Telegram;

/// <summary>What the bots of a host share.</summary>
internal sealed class TelegramParts(Store store, Intake intake, AlarmStore alarms, ILogger<TelegramChannel> log) : IDisposable
{
    /// <summary>Messages with files that are taken in at the same time: each holds its files in memory.</summary>
    private const int MostWithFiles = 3;

    public Store Store => store;

    public Intake Intake => intake;

    public AlarmStore Alarms => alarms;

    public TimeProvider Time => store.Time;

    public ILogger Log => log;

    public SemaphoreSlim FilePlaces { get; } = new(MostWithFiles);

    public void Dispose() => FilePlaces.Dispose();
}
