using System.Collections.Frozen;
using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Timers;

/// <summary>
/// Fires timers on the node that holds the lease <c>timers</c>, each in one transaction with its deletion, which is conditional on its
/// time: one that was moved or cancelled meanwhile does not fire. One that throws waits ever longer and holds no other up.
/// </summary>
public sealed class TimerService(
    IEnumerable<ITimerHandler> handlers, Store store, Leases leases, AlarmStore alarms, ILogger<TimerService> log)
    : LeasedService(leases, store.Time, log)
{
    private const int MostAtOnce = 16;
    private const int MostRows = 200;
    private const int AlarmingAttempts = 5;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private const string Earliest = "SELECT kind, subject_id, due_at, attempts, {now} FROM timers ORDER BY due_at LIMIT $1";

    private const string Take = "DELETE FROM timers WHERE kind = $1 AND subject_id = $2 AND due_at = $3";

    private const string Postpone =
        """
        UPDATE timers SET due_at = {now} + $4, attempts = $5, error = $6 WHERE kind = $1 AND subject_id = $2 AND due_at = $3
        """;

    private readonly FrozenDictionary<string, ITimerHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Kind);

    /// <inheritdoc/>
    protected override string LeaseName => "timers";

    /// <inheritdoc/>
    protected override async Task RunAsync(Lease lease, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var news = store.Signals[Topic.Timers].Next;
            var sleep = await FireDueAsync(lease, ct);
            await Signal.WaitAsync(news, sleep, store.Time, ct);
        }
    }

    /// <summary>Fires what is due; answers how long nothing will be.</summary>
    internal async Task<TimeSpan> FireDueAsync(Lease lease, CancellationToken ct)
    {
        var timers = await store.ReadAsync(
            (session, token) => session.Statement(Earliest).Bind(MostRows).ListAsync(
                row => new DueTimer(row.Text(0), row.Id(1), row.Long(2), row.Long(3), row.Long(4)), token),
            ct);
        var due = timers.FindAll(timer => timer.IsDue);
        if (due.Count == 0)
        {
            var next = timers.Count == 0 ? LongestSleep : TimeSpan.FromMilliseconds(timers[0].DueAt - timers[0].Now);
            return next < LongestSleep ? next : LongestSleep;
        }

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(due, atOnce, (timer, token) => FireAsync(lease, timer, token));
        return TimeSpan.Zero;
    }

    private async ValueTask FireAsync(Lease lease, DueTimer timer, CancellationToken ct)
    {
        try
        {
            await store.WriteAsync(
                async (tx, token) =>
                {
                    await tx.FenceAsync(lease, token);
                    if (await Named(tx, Take, timer).ExecuteAsync(token) == 0) return;
                    await Handler(timer.Kind).FireAsync(tx, timer.SubjectId, token);
                    await alarms.ClearAsync(tx, AlarmKinds.TimerFailing, Subject(timer), token);
                },
                ct);
        }
        catch (Exception error) when (Fault.IsOfTheWork(error, ct))
        {
            Log.TimerFailed(log, timer.Kind, timer.SubjectId, timer.Attempts + 1, Fault.Text(error));
            Log.TimerFailedBecause(log, timer.Kind, timer.SubjectId, error);
            await PostponeAsync(lease, timer, Fault.Text(error), ct);
        }
    }

    private Task PostponeAsync(Lease lease, DueTimer timer, string error, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            await tx.FenceAsync(lease, token);
            var attempts = timer.Attempts + 1;
            var pause = (long)Pause(attempts).TotalMilliseconds;
            var postponed = await Named(tx, Postpone, timer).Bind(pause).Bind(attempts).Bind(error).ExecuteAsync(token);
            if (postponed == 1 && attempts >= AlarmingAttempts)
                await alarms.RaiseAsync(
                    tx, AlarmKinds.TimerFailing, Subject(timer), $"The timer {Subject(timer)} failed {attempts} times: {error}", token);
        },
        ct);

    private ITimerHandler Handler(string kind) =>
        _handlers.TryGetValue(kind, out var handler) ? handler : throw new NotSupportedException($"No handler of the kind {kind}.");

    private static Statement Named(Tx tx, string sql, DueTimer timer) =>
        tx.Statement(sql).Bind(timer.Kind).Bind(timer.SubjectId).Bind(timer.DueAt);

    private static string Subject(DueTimer timer) => $"{timer.Kind}:{Ids.Text(timer.SubjectId)}";

    private static TimeSpan Pause(long attempts)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts - 1, 10)));
        return pause < LongestPause ? pause : LongestPause;
    }
}
