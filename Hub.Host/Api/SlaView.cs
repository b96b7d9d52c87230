using Hub.Core;
using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>What was promised to the customer of a conversation and is due first. It has no due time while it is paused.</summary>
internal sealed record SlaView(string Metric, DateTimeOffset? Due, bool Paused, bool Warned, bool Breached)
{
    public static SlaView? Of(Conversation conversation) => conversation.ClockMetric is not { } metric ? null : new(
        metric, conversation.ClockDueAt?.ToTime(), conversation.ClockPausedAt is not null, conversation.ClockWarnedAt is not null, conversation.ClockBreachedAt is not null);
}
