namespace Hub.Core.Conversations;

/// <summary>A conversation that an agent or a system begins.</summary>
public sealed record NewConversation
{
    /// <summary>The channel account.</summary>
    public required string Channel { get; init; }

    /// <summary>The contact, where known; else the owner of the address, who is added where there is none.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The queue; the channel's where null.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>The first message; its <c>To</c> names the customer.</summary>
    public required NewMessage Message { get; init; }
}
