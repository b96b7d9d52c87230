namespace Hub.Core.Routing.Choosing;

/// <summary>
/// Another queue whose members may get a queue's conversations too, as soon as one of the conditions holds. The conversation stays in its queue
/// while it waits. A queue of the agents on duty that helps <paramref name="WhenClosed"/> is what happens at night and on holidays.
/// </summary>
/// <param name="Queue">The other queue's key.</param>
/// <param name="AfterSeconds">How long after the customer began to wait, seconds; null for not by time.</param>
/// <param name="WhenNobodyIsThere">Whether it helps while no member of the queue is signed in.</param>
/// <param name="WhenClosed">Whether it helps while the queue's calendar says that it is closed.</param>
/// <param name="WhenWaiting">How many the queue holds by itself: it helps those who come while so many wait there already; null for not by number.</param>
public sealed record Overflow(
    string Queue, int? AfterSeconds = null, bool WhenNobodyIsThere = false, bool WhenClosed = false, int? WhenWaiting = null);
