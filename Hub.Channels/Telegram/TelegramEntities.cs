using System.Text;

namespace Hub.Channels.Telegram;

/// <summary>
/// Links that a text hides behind its words, written out after them: an agent sees where they lead. Whatever offsets and lengths say, nothing
/// outside the text is touched and no character is cut in two. Pure; linear in the text and the entities.
/// </summary>
internal static class TelegramEntities
{
    private const string Link = "text_link";
    private const int Most = 100;

    /// <summary>The text with its links.</summary>
    public static string WithLinks(string text, IReadOnlyList<TelegramEntity>? entities)
    {
        var links = (entities ?? [])
            .Where(entity => entity.Type == Link && !string.IsNullOrWhiteSpace(entity.Url) && entity.Length > 0)
            .Select(entity => (End: EndIn(text, entity), Url: entity.Url!))
            .Take(Most)
            .OrderBy(link => link.End)
            .ToList();
        if (links.Count == 0) return text;
        var result = new StringBuilder();
        var done = 0;
        foreach (var (end, url) in links)
        {
            result.Append(text, done, end - done).Append(" (").Append(url).Append(')');
            done = end;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Where a stretch ends within the text, and not between the halves of a character.</summary>
    private static int EndIn(string text, TelegramEntity entity)
    {
        var begin = Math.Clamp(entity.Offset, 0, text.Length);
        var end = (int)Math.Clamp(begin + Math.Min(entity.Length, text.Length), 0, text.Length);
        return end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end + 1 : end;
    }
}
