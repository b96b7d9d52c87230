namespace Hub.Core.Routing;

/// <summary>An offer to make.</summary>
/// <param name="ConversationId">What is offered.</param>
/// <param name="QueueId">The queue it waits in.</param>
/// <param name="AgentId">To whom.</param>
/// <param name="Until">How long the agent has, UTC milliseconds.</param>
internal readonly record struct NewOffer(Guid ConversationId, Guid QueueId, Guid AgentId, long Until);
