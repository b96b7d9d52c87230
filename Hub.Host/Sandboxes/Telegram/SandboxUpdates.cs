using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>What the bot has not confirmed yet. An update is kept for 24 hours (core.telegram.org/bots/api#getting-updates).</summary>
internal sealed class SandboxUpdates(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, (DateTimeOffset At, string Json)> _pending = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _next = 700_000_000;

    /// <summary>Whether each update is told twice.</summary>
    public bool Repeats { get; set; }

    /// <summary>Whether updates are told last first.</summary>
    public bool IsBackwards { get; set; }

    /// <summary>How many the bot has not confirmed.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _pending.Count;
        }
    }

    /// <summary>Completes when there is a new one.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Adds an update, which gets its id.</summary>
    public long Add(JsonObject update)
    {
        lock (_gate)
        {
            var id = _next++;
            update["update_id"] = id;
            _pending[id] = (time.GetUtcNow(), update.ToJsonString());
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            return id;
        }
    }

    /// <summary>Ids go on from another number, as they may after a week of silence.</summary>
    public void ContinueFrom(long id)
    {
        lock (_gate) _next = id;
    }

    /// <summary>Confirms what is before an offset.</summary>
    public void Confirm(long? offset)
    {
        lock (_gate)
        {
            var tooOld = time.GetUtcNow() - Kept;
            while (_pending.Count > 0 && _pending.First() is var (id, (at, _)) && (id < offset || at < tooOld)) _pending.Remove(id);
        }
    }

    /// <summary>Takes one off, which was delivered by a call.</summary>
    public void Remove(long id)
    {
        lock (_gate) _pending.Remove(id);
    }

    /// <summary>The first updates, with their ids.</summary>
    public IReadOnlyList<(long Id, string Json)> Pending(int limit)
    {
        lock (_gate) return [.. _pending.Take(limit).Select(entry => (entry.Key, entry.Value.Json))];
    }

    /// <summary>The first updates, as <c>getUpdates</c> tells them.</summary>
    public string List(int limit)
    {
        var told = Pending(limit).Select(entry => entry.Json);
        if (Repeats) told = told.SelectMany(json => new[] { json, json });
        if (IsBackwards) told = told.Reverse();
        return new StringBuilder("[").AppendJoin(',', told).Append(']').ToString();
    }
}
