namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>Ids of mails as they may be written (RFC 5322 section 3.6.4), and the thread that a mail names.</summary>
internal static class MessageIds
{
    /// <summary>The most ids that <c>References</c> names.</summary>
    public const int MaxReferences = 20;

    private const int MaxLength = 800;

    /// <summary>
    /// Whether an id can be written between angle brackets and on a line of its own. Wider than the grammar, because what others sent has
    /// to be quoted as it came: printable ASCII with an @ inside.
    /// </summary>
    public static bool IsWritable(string? id) =>
        id is { Length: > 2 and <= MaxLength }
        && id.All(c => c is > ' ' and <= '~' and not ('<' or '>'))
        && id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < id.Length - 1;

    /// <summary>The first of a thread and its newest, each once, ending in the mail that is answered.</summary>
    public static List<string> Thread(IEnumerable<string> references, string? inReplyTo)
    {
        var all = references.Append(inReplyTo).OfType<string>().Where(IsWritable).ToList();
        // each at its last place, so that the answered one is last
        var ids = all.AsEnumerable().Reverse().Distinct(StringComparer.Ordinal).Reverse().ToList();
        if (ids.Count <= MaxReferences) return ids;
        return [all[0], .. ids.TakeLast(MaxReferences).Skip(1).Where(id => id != all[0])];
    }
}
