using Hub.Core.Journal;
using Hub.Core.Security;

namespace Hub.Host.Events;

/// <summary>Who may see which entry. A conversation's entry is judged by the queue and the assignee that it was written with.</summary>
internal static class EventVisibility
{
    /// <summary>What it takes to see the entries of each noun that belong to no conversation.</summary>
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["agent"] = "agents.read",
        ["alarm"] = "alarms.read",
        ["calendar"] = "queues.read",
        ["contact"] = "contacts.read",
        ["input"] = "quarantine.read",
        ["junk"] = "junk.read",
        ["quarantine"] = "quarantine.read",
        ["queue"] = "queues.read",
        ["rule"] = "rules.read",
        ["subscription"] = "events.subscribe",
    };

    public static bool MaySee(Subject subject, JournalEntry entry)
    {
        if (entry.ConversationId is not null)
            return Authorizer.Allows(subject, "conversations.read", new Guarded.Conversation(entry.QueueId, entry.AgentId));
        var noun = entry.Kind[..Math.Max(0, entry.Kind.IndexOf('.', StringComparison.Ordinal))];
        return Authorizer.Allows(subject, Actions.GetValueOrDefault(noun, "events.all"), null);
    }
}
