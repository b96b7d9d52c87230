using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Conversations;

/// <summary>Which conversation a message joins.</summary>
public sealed class ConversationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Conversations";

    /// <summary>Days after it was resolved in which a new message reopens a conversation; later a new, linked one opens, whatever key of ours it bears. Unit days, default
    /// 30, range 0 (never reopens) to 3650.</summary>
    [Range(0, 3650)]
    public int ReopenDays { get; init; } = 30;

    /// <summary>Hours since its last activity in which a conversation may be continued from another channel, when both contact points are
    /// verified. Unit hours, default 24, range 0 (never) to 720.</summary>
    [Range(0, 720)]
    public int ContinuationHours { get; init; } = 24;

    /// <summary>Whether an answer in a thread that has another subject altogether begins a conversation, linked to the one that it answers in.
    /// Default false: what answers in a thread belongs to it, whatever its subject.</summary>
    public bool NewSubjectOpensNew { get; init; }

    /// <summary>Days since its last activity in which an open conversation is suggested for a new one that has its subject and sender but
    /// names nothing. Unit days, default 14, range 0 (never) to 365.</summary>
    [Range(0, 365)]
    public int SuggestDays { get; init; } = 14;

    /// <summary><see cref="SuggestDays"/> as a duration.</summary>
    public TimeSpan Suggest => TimeSpan.FromDays(SuggestDays);

    /// <summary><see cref="ReopenDays"/> as a duration.</summary>
    public TimeSpan Reopen => TimeSpan.FromDays(ReopenDays);

    /// <summary><see cref="ContinuationHours"/> as a duration.</summary>
    public TimeSpan Continuation => TimeSpan.FromHours(ContinuationHours);
}
