using System.Collections.Concurrent;
using Hub.Core.Journal;
using Hub.Core.Subscriptions;

namespace Hub.Tests.Subscriptions;

/// <summary>A receiver that answers as a test says and remembers what it was posted, in order.</summary>
internal sealed class ScriptedTarget : IEventTarget
{
    private readonly ConcurrentQueue<long> _posted = new();
    private readonly ConcurrentQueue<long> _taken = new();

    public Func<long, PostOutcome> Answers { get; set; } = _ => new PostOutcome.Taken();

    public IReadOnlyList<long> Posted => [.. _posted];

    public IReadOnlyList<long> Taken => [.. _taken];

    public ConcurrentDictionary<long, string> Bodies { get; } = new();

    public int AtOnce => 4;

    public string BodyOf(JournalEntry entry) => $"{entry.Kind} {entry.Changes}";

    public Task<PostOutcome> PostAsync(EventSubscription subscription, string id, string body, CancellationToken ct)
    {
        var seq = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        _posted.Enqueue(seq);
        Bodies[seq] = body;
        var outcome = Answers(seq);
        if (outcome is PostOutcome.Taken) _taken.Enqueue(seq);
        return Task.FromResult(outcome);
    }
}
