using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Conversations;

/// <summary>Which conversation a message joins.</summary>
public sealed class ConversationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Conversations";

    /// <summary>Days after it was resolved in which a new message reopens a conversation; later a new, linked one opens. Unit days, default
    /// 30, range 0 (never reopens) to 3650.</summary>
    [Range(0, 3650)]
    public int ReopenDays { get; init; } = 30;

    /// <summary>Hours since its last activity in which a conversation may be continued from another channel, when both contact points are
    /// verified. Unit hours, default 24, range 0 (never) to 720.</summary>
    [Range(0, 720)]
    public int ContinuationHours { get; init; } = 24;

    /// <summary><see cref="ReopenDays"/> as a duration.</summary>
    public TimeSpan Reopen => TimeSpan.FromDays(ReopenDays);

    /// <summary><see cref="ContinuationHours"/> as a duration.</summary>
    public TimeSpan Continuation => TimeSpan.FromHours(ContinuationHours);
}
