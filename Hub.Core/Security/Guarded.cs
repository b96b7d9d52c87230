namespace Hub.Core.Security;

/// <summary>What an action is done to, as far as the right to do it depends on it.</summary>
public abstract record Guarded
{
    private Guarded()
    {
    }

    /// <summary>A conversation, and everything in it: messages, attachments, deliveries, journal entries.</summary>
    /// <param name="QueueId">The queue it is in.</param>
    /// <param name="AssigneeId">The agent it is assigned to.</param>
    /// <param name="ConsultedId">The agent who is asked for advice on it.</param>
    public sealed record Conversation(Guid? QueueId, Guid? AssigneeId, Guid? ConsultedId = null) : Guarded;

    /// <summary>An upload that belongs to no message yet.</summary>
    /// <param name="Actor">Who uploaded it.</param>
    public sealed record Upload(string? Actor) : Guarded;
}
