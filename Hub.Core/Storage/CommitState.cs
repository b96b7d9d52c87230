namespace Hub.Core.Storage;

/// <summary>
/// Whether the store can commit, as far as its last commits tell. After one that it could not do (full disk, input/output error) it counts
/// as unable until a trial that needs as much room as a message succeeds: reading may go on all the while.
/// </summary>
public sealed class CommitState(Store store)
{
    private const string Write =
        "INSERT INTO settings (name, value) VALUES ('commit.trial', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    /// <summary>As large as the largest body that is kept in a row.</summary>
    private const int TrialCharacters = 64 * 1024;

    private static readonly TimeSpan BetweenTrials = TimeSpan.FromSeconds(2);
    private static readonly string[] Contents = [new('0', TrialCharacters), new('1', TrialCharacters)];

    private long _failures;
    private long _disproved;
    private long _lastAt;
    private int _trying;

    /// <summary>Whether a commit may be expected to succeed; where that is in doubt, tries one, at most every 2 s.</summary>
    public async Task<bool> IsAbleAsync(CancellationToken ct)
    {
        var failures = Interlocked.Read(ref _failures);
        if (failures == Interlocked.Read(ref _disproved)) return true;
        if (store.Time.GetElapsedTime(Interlocked.Read(ref _lastAt)) < BetweenTrials) return false;
        if (Interlocked.Exchange(ref _trying, 1) == 1) return false;
        try
        {
            // another content each time, so that the engine has something to write
            var content = Contents[failures % Contents.Length];
            await store.WriteAsync((tx, unit) => tx.Statement(Write).Bind(content).ExecuteAsync(unit), ct);
            Interlocked.Exchange(ref _disproved, failures);
            return true;
        }
        catch (StoreUnavailableException)
        {
            // which the store has counted
            return false;
        }
        finally
        {
            Interlocked.Exchange(ref _trying, 0);
        }
    }

    /// <summary>Counts a commit that could not be done.</summary>
    internal void Failed()
    {
        Interlocked.Exchange(ref _lastAt, store.Time.GetTimestamp());
        Interlocked.Increment(ref _failures);
    }
}
