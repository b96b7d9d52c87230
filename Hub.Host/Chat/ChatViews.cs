using Hub.Core;
using Hub.Core.Conversations;

namespace Hub.Host.Chat;

/// <summary>The secret of a new visitor.</summary>
internal sealed record ChatVisitorView(string Token);

/// <summary>A message as a visitor sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ClientId">The id that the visitor's page gave it.</param>
/// <param name="Place">Its place in the order of messages.</param>
/// <param name="Mine">Whether the visitor wrote it.</param>
/// <param name="From">The agent who wrote it.</param>
/// <param name="Text">What it says: text, never markup.</param>
/// <param name="At">When it was written.</param>
/// <param name="Read">Whether the visitor has seen it.</param>
internal sealed record ChatMessageView(string Id, string? ClientId, long Place, bool Mine, string? From, string Text, DateTimeOffset At, bool Read)
{
    public static ChatMessageView Of(ChatMessageRow row, string text)
    {
        var isMine = row.Direction == MessageDirection.In;
        return new(Ids.Text(row.Id), isMine ? row.ProviderId : null, row.Seq, isMine, isMine ? null : row.AgentName, text, row.At.ToTime(), isMine || row.State == "read");
    }
}

/// <summary>A page of a visitor's messages, oldest first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="Before">What earlier ones are asked for with; null where there are none.</param>
/// <param name="Seq">The number after which the events tell what is not among them.</param>
internal sealed record ChatHistoryView(IReadOnlyList<ChatMessageView> Items, long? Before, long Seq);

/// <summary>What became of a visitor's message; durable when it is answered.</summary>
/// <param name="Message">It as it is kept; null where it was set aside for a human to look at.</param>
internal sealed record ChatPostedView(ChatMessageView? Message);

/// <summary>Where the visitor stands, and about how long it takes; without a place when nobody waits any more.</summary>
internal sealed record ChatWaitingView(long? Place = null, int? Minutes = null);

/// <summary>Who writes an answer now; null when nobody does any more.</summary>
internal sealed record ChatTypingView(string? Name);
