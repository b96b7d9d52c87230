namespace Hub.Core.Security;

/// <summary>The one place that decides who may do what. Every route asks it for its action, and every handler for its object.</summary>
public static class Authorizer
{
    /// <summary>
    /// The same rule as for a <see cref="Guarded.Conversation"/>, for lists: over a conversation <c>c</c>, with the parameters
    /// <c>@everyConversation</c> (bool) and <c>@viewerId</c> (the agent's id or null) of <see cref="SqlOf"/>.
    /// </summary>
    public const string VisibleConversationsSql =
        """
        (@everyConversation OR c.queue_id IS NULL OR c.assignee_id = @viewerId OR c.consulted_id = @viewerId
         OR c.queue_id IN (SELECT m.queue_id FROM queue_members m WHERE m.agent_id = @viewerId))
        """;

    /// <summary>Whether the subject may do this to the object; without an object, whether it may do it at all.</summary>
    public static Access Authorize(Subject subject, string action, Guarded? target)
    {
        if (!subject.Permissions.Allow(action)) return Access.ActionDenied;
        return target is null || Reaches(subject, target) ? Access.Allowed : Access.ObjectDenied;
    }

    /// <summary>Whether <see cref="Authorize"/> says <see cref="Access.Allowed"/>.</summary>
    public static bool Allows(Subject subject, string action, Guarded? target) => Authorize(subject, action, target) == Access.Allowed;

    /// <summary>The values of the parameters in <see cref="VisibleConversationsSql"/>.</summary>
    public static (bool EveryConversation, Guid? ViewerId) SqlOf(Subject subject) =>
        (subject.Permissions.Allow(Actions.EveryConversation), subject.AgentId);

    private static bool Reaches(Subject subject, Guarded target) => target switch
    {
        Guarded.Conversation conversation =>
            subject.Permissions.Allow(Actions.EveryConversation)
            || conversation.QueueId is not { } queue
            || subject.QueueIds.Contains(queue)
            || (subject.AgentId is { } agent && (conversation.AssigneeId == agent || conversation.ConsultedId == agent)),
        Guarded.Upload upload => upload.Actor == subject.Actor,
        _ => false,
    };
}
