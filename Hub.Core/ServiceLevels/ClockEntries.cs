using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>What the journal is told of clocks.</summary>
internal static class ClockEntries
{
    /// <summary>A clock is warned, or its promise is broken.</summary>
    public static void Append(Tx tx, string kind, ConversationFacts facts, ServiceClock clock) =>
        Append(tx, kind, facts, new JsonObject { ["metric"] = clock.Metric, ["due"] = clock.DueAt });

    /// <summary>Clocks began, ended, stand still or are due at another time.</summary>
    public static void AppendChanged(Tx tx, ConversationFacts facts, IReadOnlyCollection<ServiceClock> running) =>
        Append(tx, JournalKinds.SlaChanged, facts, new JsonObject { ["running"] = running.Count, ["due"] = running.Min(clock => clock.DueAt) });

    private static void Append(Tx tx, string kind, ConversationFacts facts, JsonObject changes) => tx.Append(new JournalEntry
    {
        At = tx.Time.NowMs(),
        Kind = kind,
        Actor = Subject.System,
        ConversationId = facts.Id,
        ContactId = facts.ContactId,
        QueueId = facts.QueueId,
        AgentId = facts.AssigneeId,
        Changes = changes.ToJsonString(),
    });
}
