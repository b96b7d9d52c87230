using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Email.Receiving;

/// <summary>What the readers of all mailboxes of a host share.</summary>
internal sealed class MailboxParts(Store store, Intake intake, AlarmStore alarms, ILogger<MailboxReader> log) : IDisposable
{
    /// <summary>The mailboxes that take mails in at the same time: each holds some in memory.</summary>
    private const int MostAtOnce = 12;

    public Intake Intake => intake;

    public AlarmStore Alarms => alarms;

    public TimeProvider Time => store.Time;

    public ILogger Log => log;

    public FolderCursors Cursors { get; } = new(store);

    public Receptions Receptions { get; } = new(store);

    public LeftMails Left { get; } = new(store);

    public SemaphoreSlim Places { get; } = new(MostAtOnce);

    public void Dispose() => Places.Dispose();
}
