using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>Reads the quarantined inputs of a channel again, the oldest first, as they would have come.</summary>
public sealed class QuarantineRetries(Store store, Quarantine quarantine, Intake intake, ChannelRegistry channels)
{
    /// <summary>The inputs read again in one run.</summary>
    public const int MostAtOnce = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Runs through them, 500 at most and for 20 s. Each is a transaction of its own, so what was read stays read.</summary>
    /// <param name="channel">The channel account.</param>
    /// <param name="after">The input to go on after, or null to begin.</param>
    /// <param name="ct">Ends the run after the input that is read.</param>
    /// <returns>How many could be read and how many not, and the input to go on after where there are more; null where the channel is not at
    /// work.</returns>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now.</exception>
    public async Task<RetriedInputs?> RunAsync(string channel, Guid? after, CancellationToken ct)
    {
        var began = store.Time.GetTimestamp();
        var (taken, kept) = (0, 0);
        var ids = await quarantine.IdsAsync(channel, after, MostAtOnce + 1, ct);
        for (var i = 0; i < ids.Count; i++)
        {
            if (i == MostAtOnce || (i > 0 && store.Time.GetElapsedTime(began) > Longest)) return new RetriedInputs(taken, kept, ids[i - 1]);
            if (channels.Find(channel) is null) return null;
            switch (await intake.RetryAsync<IntakeResult?>(ids[i], channels, store.WriteAsync, ct))
            {
                case IntakeResult.Quarantined: kept++; break;
                // somebody else was quicker
                case null: break;
                default: taken++; break;
            }
        }

        return channels.Find(channel) is null ? null : new RetriedInputs(taken, kept, Next: null);
    }
}
