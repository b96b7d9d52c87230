using Hub.Core.Housekeeping;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Core.Journal;

/// <summary>
/// Deletes entries older than <see cref="JournalOptions.KeepDays"/> from the oldest on: never one that a reader has yet to see, and never
/// the newest, from which the numbering goes on.
/// </summary>
public sealed class JournalRetention(Store store, IEnumerable<IJournalReader> readers, IOptionsMonitor<JournalOptions> options)
    : IHousekeepingTask
{
    private const string Cursors = "SELECT name, position FROM journal_cursors";

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public Task<long> RunAsync(Lease lease, CancellationToken ct) => Pieces.RunAsync(store, lease, CutPieceAsync, ct);

    private async Task<int> CutPieceAsync(Tx tx, CancellationToken ct)
    {
        var limit = await SlowestAsync(tx, ct);
        var before = (tx.Time.GetUtcNow() - options.CurrentValue.Keep).ToMs();
        // a clock that was set back leaves younger entries among older ones: only what lies before all that is kept may go
        var oldest = await JournalLog.ReadAfterAsync(tx, 0, JournalLog.MostEntries + 1, ct);
        var last = oldest.SkipLast(1).TakeWhile(entry => entry.At < before && entry.Seq <= limit).LastOrDefault();
        return last is null ? 0 : await JournalLog.CutAsync(tx, last.Seq, ct);
    }

    /// <summary>How far the slowest of the present readers is; the cursor of one that was taken out for good holds nothing up.</summary>
    private async Task<long> SlowestAsync(Tx tx, CancellationToken ct)
    {
        var cursors = await tx.Statement(Cursors).ListAsync(row => (Name: row.Text(0), Position: row.Long(1)), ct);
        var positions = cursors.ToDictionary(cursor => cursor.Name, cursor => cursor.Position);
        return readers.Select(reader => positions.GetValueOrDefault(reader.Name)).DefaultIfEmpty(long.MaxValue).Min();
    }
}
