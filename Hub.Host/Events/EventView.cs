using System.Text.Json;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Host.Api;

namespace Hub.Host.Events;

/// <summary>A journal entry as /events tells it: ids, what changed and who acted.</summary>
internal sealed record EventView(
    long Seq,
    DateTimeOffset At,
    string Kind,
    string Actor,
    string? ConversationId,
    string? MessageId,
    string? ContactId,
    string? QueueId,
    string? AgentId,
    string? Subject,
    JsonElement? Changes)
{
    /// <exception cref="JsonException">The entry's changes are no JSON.</exception>
    public static EventView Of(JournalEntry entry) => new(
        entry.Seq,
        entry.At.ToTime(),
        entry.Kind,
        entry.Actor,
        Text(entry.ConversationId),
        Text(entry.MessageId),
        Text(entry.ContactId),
        Text(entry.QueueId),
        Text(entry.AgentId),
        entry.Subject,
        entry.Changes is { } changes ? JsonElement.Parse(changes) : null);

    /// <summary>The JSON that tells an entry, on one line.</summary>
    /// <exception cref="JsonException">The entry's changes are no JSON.</exception>
    public static string Json(JournalEntry entry) => JsonSerializer.Serialize(Of(entry), ApiJson.Default.EventView);

    private static string? Text(Guid? id) => id is { } known ? Ids.Text(known) : null;
}
