namespace Hub.Channels.Telegram;

/// <summary>
/// Puts the updates of a batch together into messages: an album comes as an update for each of its files. One that may not be complete is held back,
/// with everything from its first part on asked for again, so nothing of it is confirmed before all of it is stored.
/// </summary>
internal sealed class TelegramAlbums(TimeProvider time)
{
    /// <summary>How long the parts of an album are waited for.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(1.5);

    /// <summary>The most files of an album.</summary>
    public const int Most = 10;

    // Telegram's clock and ours need not agree to the second
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(10);
    private const long MaxBytes = 40 << 20;

    private readonly Dictionary<(long Chat, string Group), long> _seen = [];

    /// <summary>The messages of a batch in order, and the first update that is to be asked for again, if any.</summary>
    /// <param name="batch">The updates, in order.</param>
    /// <param name="mayGoOn">Whether there may be more right behind it.</param>
    public (IReadOnlyList<IReadOnlyList<ArrivedUpdate>> Messages, long? HeldFrom) Gather(IReadOnlyList<ArrivedUpdate> batch, bool mayGoOn)
    {
        var messages = new List<IReadOnlyList<ArrivedUpdate>>();
        var albums = batch.Where(update => update.Album is not null).GroupBy(update => update.Album!.Value).ToDictionary(album => album.Key, album => album.ToList());
        long? held = null;
        foreach (var update in batch)
        {
            if (update.Album is not { } key)
            {
                messages.Add([update]);
                continue;
            }

            if (!albums.Remove(key, out var parts)) continue;
            if (IsComplete(key, parts, batch, mayGoOn)) messages.AddRange(Divide(parts));
            else held ??= parts[0].Id;
        }

        if (held is null) _seen.Clear();
        return (messages, held);
    }

    /// <summary>The parts in the order in which they were sent, in as many messages as their files need room.</summary>
    public static IEnumerable<IReadOnlyList<ArrivedUpdate>> Divide(IEnumerable<ArrivedUpdate> parts)
    {
        var (message, bytes) = (new List<ArrivedUpdate>(), 0L);
        foreach (var part in parts.DistinctBy(part => part.Message!.MessageId).OrderBy(part => part.Message!.MessageId))
        {
            var size = TelegramFiles.Of(part.Message!).Sum(file => file.Size is { } told ? Math.Min(told, TelegramFiles.MaxBytes) : TelegramFiles.MaxBytes);
            if (message.Count > 0 && (bytes + size > MaxBytes || message.Count == Most))
            {
                yield return message;
                (message, bytes) = ([], 0);
            }

            message.Add(part);
            bytes += size;
        }

        if (message.Count > 0) yield return message;
    }

    private bool IsComplete((long Chat, string Group) key, List<ArrivedUpdate> parts, IReadOnlyList<ArrivedUpdate> batch, bool mayGoOn)
    {
        if (parts.Count >= Most) return true;
        var last = parts[^1];
        var isLast = ReferenceEquals(batch[^1], last);
        if (mayGoOn && isLast) return false;
        // the sender's next message comes after all of it
        if (batch.SkipWhile(update => !ReferenceEquals(update, last)).Skip(1).Any(update => update.Message?.Chat?.Id == key.Chat)) return true;
        if (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(last.Message!.Date, 0, uint.MaxValue)) > Old) return true;
        var now = time.GetTimestamp();
        if (!_seen.TryGetValue(key, out var since))
        {
            _seen[key] = now;
            return false;
        }

        return time.GetElapsedTime(since, now) >= Wait;
    }
}
