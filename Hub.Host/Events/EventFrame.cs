using System.Globalization;
using System.Text;
using Hub.Core.Journal;

namespace Hub.Host.Events;

/// <summary>
/// A journal entry with the bytes that tell it (WHATWG HTML section 9.2.6, "Interpreting an event stream"): made once, sent to everybody who
/// may see it.
/// </summary>
internal sealed record EventFrame(JournalEntry Entry, ReadOnlyMemory<byte> Bytes)
{
    /// <exception cref="System.Text.Json.JsonException">The entry's changes are no JSON.</exception>
    public static EventFrame Of(JournalEntry entry)
    {
        // JSON of one line: a line break inside would end the field
        var data = EventView.Json(entry);
        var text = string.Create(CultureInfo.InvariantCulture, $"id: {entry.Seq}\nevent: {entry.Kind}\ndata: {data}\n\n");
        return new EventFrame(entry, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A comment that keeps the line alive, and tells how far the client is though nothing there was for it to see.</summary>
    public static byte[] Heartbeat(long? seq) => Encoding.UTF8.GetBytes(
        seq is null ? ":\n\n" : string.Create(CultureInfo.InvariantCulture, $":\nid: {seq}\n\n"));
}
