namespace Hub.Core.Routing;

/// <summary>What became of a wish to change a queue.</summary>
public abstract record QueueResult
{
    private QueueResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Queue">The queue as it is now.</param>
    public sealed record Done(WorkQueue Queue) : QueueResult;

    /// <summary>There is no such queue.</summary>
    public sealed record NotFound : QueueResult;

    /// <summary>There is no such calendar.</summary>
    public sealed record UnknownCalendar : QueueResult;

    /// <summary>It was changed since the caller read it.</summary>
    /// <param name="Queue">The queue as it is now.</param>
    public sealed record VersionDiffers(WorkQueue Queue) : QueueResult;
}
