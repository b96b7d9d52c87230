namespace Hub.Core.Conversations.Threading;

/// <summary>Which conversation an arrival joins, and why.</summary>
/// <param name="Conversation">The conversation, or null for a new one.</param>
/// <param name="LinkedTo">The conversation that a new one is linked to.</param>
/// <param name="Reason">One of <see cref="JoinReason"/>, kept with the message.</param>
/// <param name="Name">The name by which the arrival named the conversation that it joins.</param>
internal sealed record Joined(JoinableConversation? Conversation, Guid? LinkedTo, string Reason, string? Name = null)
{
    /// <summary>The conversation that it would have joined, had it not been resolved too long ago.</summary>
    public JoinableConversation? TooLate { get; init; }

    /// <summary>The conversation that a new one may belong to.</summary>
    public Guid? MayBelongTo { get; init; }

    /// <summary>Whether the conversation, new or not, is junk.</summary>
    public bool IsJunk { get; init; }
}
