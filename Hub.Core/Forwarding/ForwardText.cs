using System.Net;
using System.Text;
using Hub.Core.Conversations;

namespace Hub.Core.Forwarding;

/// <summary>What a forward says: the agent's note, the lines that tell what follows, and the message itself.</summary>
internal static class ForwardText
{
    private const string Mark = "Fwd: ";

    private static readonly string[] Marks = ["fwd:", "fw:"];

    /// <summary>The subject with one mark of a forward.</summary>
    public static string SubjectOf(string? subject)
    {
        var line = subject ?? "";
        return Marks.Any(mark => line.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) ? line : (Mark + line).TrimEnd();
    }

    /// <summary>The text; without the message's own where that goes along as it came.</summary>
    public static string Plain(ForwardWish wish, ForwardedMessage message)
    {
        var text = new StringBuilder();
        if (wish.Note is { } note) text.Append(note.TrimEnd()).Append("\n\n");
        var lines = Lines(ForwardWords.Of(wish.Language), message);
        text.AppendJoin('\n', lines.Select(line => line.Label + line.Value));
        return wish.AsOriginal ? text.ToString() : text.Append("\n\n").Append(message.Text).ToString();
    }

    /// <summary>The same as HTML, to be sanitized; null where text says it all.</summary>
    public static string? Markup(ForwardWish wish, ForwardedMessage message)
    {
        if (wish.AsOriginal || message.Html is not { } original) return null;
        var html = new StringBuilder();
        if (wish.Note is { } note) html.Append("<div>").AppendJoin("<br>", note.TrimEnd().Split('\n').Select(WebUtility.HtmlEncode)).Append("</div><br>");
        var lines = Lines(ForwardWords.Of(wish.Language), message);
        html.Append("<div>").AppendJoin("<br>", lines.Select(line => WebUtility.HtmlEncode(line.Label + line.Value))).Append("</div><br>");
        return html.Append(original).ToString();
    }

    private static IEnumerable<(string Label, string Value)> Lines(ForwardWords words, ForwardedMessage message)
    {
        yield return (words.Title, "");
        yield return (words.From, Text(message.From));
        yield return (words.Date, words.Text(message.Row.At.ToTime()));
        yield return (words.Subject, message.Row.Subject ?? "");
        foreach (var (role, label) in new[] { (ReceiverRole.To, words.To), (ReceiverRole.Cc, words.Cc) })
        {
            var named = message.Receivers.Where(receiver => receiver.Role == role).ToList();
            if (named.Count > 0) yield return (label, string.Join(", ", named.Select(Text)));
        }
    }

    private static string Text(Receiver person) => person.Name is { } name && name != person.Address ? $"{name} <{person.Address}>" : person.Address;
}
