using Hub.Core.Journal;

namespace Hub.Core.Subscriptions;

/// <summary>Posts events to receivers; the host has the network and the form in which events are told.</summary>
public interface IEventTarget
{
    /// <summary>How many posts of one subscription may be under way.</summary>
    int AtOnce { get; }

    /// <summary>The JSON that tells an entry.</summary>
    string BodyOf(JournalEntry entry);

    /// <summary>Posts once. It answers every failure but the end of <paramref name="ct"/> as an outcome, and in bounded time.</summary>
    /// <param name="subscription">Who is told.</param>
    /// <param name="id">By which the receiver knows a repetition.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="ct">Ends it.</param>
    Task<PostOutcome> PostAsync(EventSubscription subscription, string id, string body, CancellationToken ct);
}
