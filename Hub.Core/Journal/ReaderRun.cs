using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Journal;

/// <summary>
/// One run of a reader under its lease. Entries are applied together; where that throws, one at a time, each trial counted in the
/// database before it begins, because the process may die in it. For the same reason a run begins one at a time: what it finds first is
/// what the run before it may have died of.
/// </summary>
internal sealed class ReaderRun(IJournalReader reader, Lease lease, Store store, AlarmStore alarms, ILogger log)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BetweenMoves = TimeSpan.FromSeconds(1);

    private readonly ReaderCursor _cursor = new(reader.Name);
    private bool _careful = true;
    private IJournalReader? _committed;
    private long _position;
    private long _passed;
    private long _movedAt;

    /// <summary>Finds where the reader is.</summary>
    public async Task<long> BeginAsync(CancellationToken ct)
    {
        _passed = _position = await WriteAsync((tx, token) => _cursor.OpenAsync(tx, reader.StartsAt, token), ct);
        return _position;
    }

    /// <summary>Applies entries that follow those applied before; each has taken effect, or is parked, when this completes.</summary>
    /// <returns>Whether any of them concerned the reader.</returns>
    public async Task<bool> ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var concerning = entries.SkipWhile(entry => !(_committed ?? reader).Concerns(entry)).ToList();
        if (concerning.Count > 0)
        {
            if (_careful || !await TryTogetherAsync(concerning, ct))
                foreach (var entry in concerning)
                    await ApplyAloneAsync(entry, ct);
            _careful = false;
        }

        _passed = entries[^1].Seq;
        await SettleAsync(ct);
        return concerning.Count > 0;
    }

    /// <summary>Brings the cursor after what was passed over, once in a while.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        if (_passed <= _position || store.Time.GetElapsedTime(_movedAt) < BetweenMoves) return;
        await WriteAsync(
            async (tx, token) =>
            {
                await _cursor.MoveAsync(tx, _position, _passed, token);
                return _passed;
            },
            ct);
        Moved(_passed);
    }

    private async Task<bool> TryTogetherAsync(List<JournalEntry> entries, CancellationToken ct)
    {
        try
        {
            await HandleAsync(entries, ct);
            return true;
        }
        catch (Exception error) when (Fault.IsOfTheWork(error, ct))
        {
            Log.BatchFailed(log, reader.Name, entries[0].Seq, entries[^1].Seq, Fault.Text(error));
            return false;
        }
    }

    private async Task ApplyAloneAsync(JournalEntry entry, CancellationToken ct)
    {
        while (true)
        {
            var attempt = await WriteAsync((tx, token) => _cursor.CountAttemptAsync(tx, entry.Seq, token), ct);
            if (attempt > MostAttempts)
            {
                await ParkAsync(entry, "the process ended while the entry was handled", ct);
                return;
            }

            if (await TryAloneAsync(entry, ct) is not { } error) return;
            Log.EntryFailed(log, reader.Name, entry.Seq, attempt, Fault.Text(error));
            Log.EntryFailedBecause(log, reader.Name, entry.Seq, error);
            if (attempt == MostAttempts)
            {
                await ParkAsync(entry, Fault.Text(error), ct);
                return;
            }

            await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), store.Time, ct);
        }
    }

    /// <returns>What the entry threw, or null when it took effect.</returns>
    private async Task<Exception?> TryAloneAsync(JournalEntry entry, CancellationToken ct)
    {
        try
        {
            await HandleAsync([entry], ct);
            return null;
        }
        catch (Exception error) when (Fault.IsOfTheWork(error, ct))
        {
            return error;
        }
        catch
        {
            await store.WriteAsync((tx, token) => _cursor.ForgetAttemptAsync(tx, entry.Seq, token), CancellationToken.None);
            throw;
        }
    }

    private async Task HandleAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var last = entries[^1].Seq;
        IJournalReader? applying = null;
        await WriteAsync(
            async (tx, token) =>
            {
                // what it remembers is true only while every transaction has committed
                applying = _committed ?? reader.Fresh();
                _committed = null;
                await _cursor.MoveAsync(tx, _position, last, token);
                await applying.HandleAsync(tx, entries, token);
                return last;
            },
            ct);
        _committed = applying;
        Moved(last);
    }

    private async Task ParkAsync(JournalEntry entry, string error, CancellationToken ct)
    {
        await WriteAsync(
            async (tx, token) =>
            {
                await _cursor.MoveAsync(tx, _position, entry.Seq, token);
                await ParkedEntries.ParkAsync(tx, reader.Name, entry.Seq, error, token);
                var text = $"The reader {reader.Name} could not digest entry {entry.Seq}: {error}";
                await alarms.RaiseAsync(tx, AlarmKinds.EntryParked, reader.Name, text, token);
                await reader.ParkedAsync(tx, entry, token);
                return entry.Seq;
            },
            ct);
        Moved(entry.Seq);
    }

    private void Moved(long position) => (_position, _movedAt) = (position, store.Time.GetTimestamp());

    private Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct) =>
        store.WriteInBackgroundAsync(
            async (tx, token) =>
            {
                await tx.FenceAsync(lease, token);
                return await unit(tx, token);
            },
            ct);
}
