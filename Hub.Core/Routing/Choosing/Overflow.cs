namespace Hub.Core.Routing.Choosing;

/// <summary>Another queue whose members may get a queue's conversations too. The conversation stays in its queue while it waits.</summary>
/// <param name="Queue">The other queue's key.</param>
/// <param name="AfterSeconds">How long after the customer began to wait, seconds.</param>
/// <param name="WhenNobodyIsThere">Whether it begins at once when no member of the queue is signed in.</param>
public sealed record Overflow(string Queue, int AfterSeconds, bool WhenNobodyIsThere = false);
