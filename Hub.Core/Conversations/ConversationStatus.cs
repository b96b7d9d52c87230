namespace Hub.Core.Conversations;

/// <summary>The states of a conversation, as stored and shown.</summary>
public static class ConversationStatus
{
    /// <summary>An agent has to act.</summary>
    public const string Open = "open";

    /// <summary>It waits for the customer or a third party.</summary>
    public const string Pending = "pending";

    /// <summary>It comes back at a time.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>It is done.</summary>
    public const string Resolved = "resolved";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Pending, Snoozed, Resolved];
}
