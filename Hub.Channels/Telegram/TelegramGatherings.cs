namespace Hub.Channels.Telegram;

/// <summary>
/// Brings the parts of an album together that come by calls of their own. Nobody is answered before all of them are stored, so a process that dies
/// meanwhile is asked again for every part.
/// </summary>
internal sealed class TelegramGatherings(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Chat, string Group), Gathering> _open = [];

    /// <summary>Adds a part; returns when the album that it is in was taken.</summary>
    /// <param name="album">Which album.</param>
    /// <param name="part">The part.</param>
    /// <param name="take">Takes the parts in; asked once for all who joined.</param>
    /// <param name="ct">Ends the wait, not the taking.</param>
    public Task JoinAsync(
        (long Chat, string Group) album, ArrivedUpdate part, Func<IReadOnlyList<ArrivedUpdate>, Task> take, CancellationToken ct)
    {
        Gathering joined;
        lock (_gate)
        {
            if (!_open.TryGetValue(album, out joined!))
            {
                joined = _open[album] = new Gathering();
                joined.Taken = TakeAsync(album, joined, take);
            }

            joined.Parts.Add(part);
            if (joined.Parts.Count == TelegramAlbums.Most) joined.Full.TrySetResult();
        }

        return joined.Taken.WaitAsync(ct);
    }

    private async Task TakeAsync((long Chat, string Group) album, Gathering gathering, Func<IReadOnlyList<ArrivedUpdate>, Task> take)
    {
        using var patience = new CancellationTokenSource(TelegramAlbums.Wait, time);
        await gathering.Full.Task.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<ArrivedUpdate> parts;
        lock (_gate)
        {
            _open.Remove(album);
            parts = [.. gathering.Parts];
        }

        await take(parts);
    }

    private sealed class Gathering
    {
        public List<ArrivedUpdate> Parts { get; } = [];

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Taken { get; set; } = Task.CompletedTask;
    }
}
