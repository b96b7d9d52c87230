using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Routing;

/// <summary>Tells the router that time has changed what a waiting conversation asks for.</summary>
internal sealed class RoutingTimer : ITimerHandler
{
    public const string TimerKind = "routing";

    public string Kind => TimerKind;

    public Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct)
    {
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.RoutingDue, Actor = Security.Subject.System, ConversationId = subjectId });
        return Task.CompletedTask;
    }
}
