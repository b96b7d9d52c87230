using Hub.Core.Storage;

namespace Hub.Core.Timers;

/// <summary>What happens when a timer of a kind is due. Register it with <see cref="TimerServices.AddTimerHandler{T}"/>.</summary>
public interface ITimerHandler
{
    /// <summary>The kind of timers that it answers for.</summary>
    string Kind { get; }

    /// <summary>
    /// Acts, through <paramref name="tx"/> alone, in the transaction that removes the timer; it may set it anew. The transaction may be
    /// rolled back and come again. When it throws, the timer is tried later and, after five times, raises an alarm.
    /// </summary>
    Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct);
}
