namespace Hub.Core.Conversations.Moves;

/// <summary>What became of a wish to merge, split or move.</summary>
public abstract record MoveResult
{
    private MoveResult()
    {
    }

    /// <summary>It was done; the conversation that holds what was moved, as it is now.</summary>
    public sealed record Done(Conversation Conversation) : MoveResult;

    /// <summary>There is no such conversation for this caller.</summary>
    public sealed record NotFound : MoveResult;

    /// <summary>One of the two changed since the caller saw it; as it is now.</summary>
    public sealed record VersionDiffers(Conversation Conversation) : MoveResult;

    /// <summary>The caller's role does not reach so far.</summary>
    /// <param name="Reason">What it lacks.</param>
    public sealed record Forbidden(string Reason) : MoveResult;

    /// <summary>It cannot be done at this moment.</summary>
    /// <param name="Reason">Why, and when it can.</param>
    public sealed record Busy(string Reason) : MoveResult;

    /// <summary>It cannot be done.</summary>
    /// <param name="Field">The field at fault.</param>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Refused(string Field, string Reason) : MoveResult;
}
