using Hub.Core.Storage;

namespace Hub.Core.Housekeeping;

/// <summary>Removes what nobody needs any more; run every hour and shortly after the start, on one node.</summary>
public interface IHousekeepingTask
{
    /// <summary>What is cleaned up, for the log and an alarm.</summary>
    string Name { get; }

    /// <summary>
    /// Removes all that is due, in pieces of at most 200 rows (<see cref="Pieces"/>), each transaction fenced by
    /// <paramref name="lease"/>; answers how much it was.
    /// </summary>
    Task<long> RunAsync(Lease lease, CancellationToken ct);
}
