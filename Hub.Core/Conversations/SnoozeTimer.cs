using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Conversations;

/// <summary>Brings a snoozed conversation back.</summary>
internal sealed class SnoozeTimer : ITimerHandler
{
    public const string TimerKind = "snooze";

    public string Kind => TimerKind;

    public async Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, subjectId, ct) is not { Status: ConversationStatus.Snoozed } snoozed) return;
        await ConversationStore.SaveAsync(tx, snoozed, snoozed with { Status = ConversationStatus.Open, SnoozedUntil = null }, Subject.System, ct);
    }
}
