namespace Hub.Tests.Servers;

/// <summary>The last lines a process has written, and a way to wait for one of them.</summary>
public sealed class OutputTail(int maxLines = 5_000)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<Waiter> _waiters = [];

    public IReadOnlyList<string> Lines
    {
        get { lock (_gate) return [.. _lines]; }
    }

    public override string ToString() => string.Join('\n', Lines);

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > maxLines) _lines.Dequeue();
            _waiters.RemoveAll(waiter => waiter.Offer(line));
        }
    }

    /// <summary>The first line, already written or still to come, that satisfies the condition.</summary>
    public Task<string> FirstAsync(Func<string, bool> condition)
    {
        lock (_gate)
        {
            if (_lines.FirstOrDefault(condition) is { } line) return Task.FromResult(line);
            var waiter = new Waiter(condition);
            _waiters.Add(waiter);
            return waiter.Found.Task;
        }
    }

    private sealed class Waiter(Func<string, bool> condition)
    {
        public TaskCompletionSource<string> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Offer(string line) => condition(line) && Found.TrySetResult(line);
    }
}
