using System.Text.Json;
using Hub.Core.Conversations;

namespace Hub.Core.ServiceLevels;

/// <summary>What of a change of a conversation matters to its clocks, as its entry in the journal names it.</summary>
/// <param name="Status">The new status; null where it stays.</param>
/// <param name="Priority">The new priority; null where it stays.</param>
/// <param name="Queue">Whether it is in another queue.</param>
/// <param name="Junk">Whether it became junk, or is none any more; null where that stays.</param>
/// <param name="IsMerged">Whether it was merged into another one.</param>
internal sealed record ConversationChanges(string? Status, long? Priority, bool Queue, bool? Junk, bool IsMerged)
{
    /// <summary>How it ends the clocks, one of <see cref="ClockEnd"/>; null where it does not.</summary>
    public string? EndedBy =>
        Junk == true ? ClockEnd.Junk : IsMerged ? ClockEnd.Moved : Status == ConversationStatus.Resolved ? ClockEnd.Resolved : null;

    public static ConversationChanges Of(string? changes)
    {
        using var json = JsonDocument.Parse(changes ?? "{}");
        var fields = json.RootElement;
        return new ConversationChanges(
            fields.TryGetProperty("status", out var status) ? status.GetString() : null,
            fields.TryGetProperty("priority", out var priority) ? priority.GetInt64() : null,
            fields.TryGetProperty("queue", out _),
            fields.TryGetProperty("junk", out var junk) ? junk.GetBoolean() : null,
            fields.TryGetProperty("mergedInto", out var into) && into.ValueKind == JsonValueKind.String);
    }
}
