namespace Hub.Core.Conversations.Threading;

/// <summary>Why a message is in its conversation.</summary>
public static class JoinReason
{
    /// <summary>It bore our keyed token.</summary>
    public const string Token = "token";

    /// <summary>It bore the channel's name of the thread.</summary>
    public const string Thread = "thread";

    /// <summary>It named a conversation in which its sender takes no part: a new one, linked to that.</summary>
    public const string Stranger = "stranger";

    /// <summary>The contact's open conversation on this channel account.</summary>
    public const string SameChannel = "sameChannel";

    /// <summary>The contact's conversation, resolved not long ago and reopened.</summary>
    public const string Reopened = "reopened";

    /// <summary>The contact's conversation on another channel, both points verified and active lately.</summary>
    public const string Continued = "continued";

    /// <summary>The conversation that it names was resolved too long ago: a new one, linked to that.</summary>
    public const string TooLate = "tooLate";

    /// <summary>It reports of a message of ours that it names by our key.</summary>
    public const string Report = "report";

    /// <summary>It answers in a conversation and has another subject altogether: a new one, linked to that.</summary>
    public const string NewSubject = "newSubject";

    /// <summary>Nothing that it names is known, but its subject and sender are those of an open conversation: a new one, which may belong to that.</summary>
    public const string Suggested = "suggested";

    /// <summary>Its conversation was merged into this one.</summary>
    public const string Merged = "merged";

    /// <summary>This conversation was split from the one in which it was.</summary>
    public const string Split = "split";

    /// <summary>An agent moved it here.</summary>
    public const string Moved = "moved";

    /// <summary>Either it or the conversation that it names is junk: a new one, linked to that.</summary>
    public const string Junk = "junk";

    /// <summary>Nothing to join.</summary>
    public const string New = "new";
}
