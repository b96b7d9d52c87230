using System.Globalization;

namespace Hub.Channels.Mail.Imap;

/// <summary>What a FETCH response says of a mail (RFC 9051 section 7.5.2), as far as it is asked for.</summary>
internal sealed record FetchItems
{
    private const string DateForm = "d-MMM-yyyy HH:mm:ss zzz";

    public uint? Uid { get; private init; }

    public long? Size { get; private init; }

    public DateTimeOffset? At { get; private init; }

    /// <summary>The mail itself; null where the server did not hand it out.</summary>
    public ReadOnlyMemory<byte>? Content { get; private init; }

    /// <exception cref="MailStoreBrokenException">It is no such response.</exception>
    public static FetchItems Read(ImapResponse response)
    {
        var tokens = response.Tokens;
        if (tokens.Count < 2 || tokens[0].Kind != ImapTokenKind.Open || tokens[^1].Kind != ImapTokenKind.Close) throw MailStoreBrokenException.Garbled();
        var items = new FetchItems();
        for (var at = 1; at < tokens.Count - 1;)
        {
            var (name, value) = (tokens[at], tokens[at + 1]);
            if (name.Kind != ImapTokenKind.Atom) throw MailStoreBrokenException.Garbled();
            items = name.Text.ToUpperInvariant() switch
            {
                "UID" => items with { Uid = value.Number() },
                "RFC822.SIZE" => items with { Size = SizeOf(value) },
                "INTERNALDATE" => items with { At = DateOf(value) },
                "BODY[]" => items with { Content = value.Kind == ImapTokenKind.String ? value.Bytes : default(ReadOnlyMemory<byte>?) },
                _ => items,
            };
            at = AfterValue(tokens, at + 1);
        }

        return items;
    }

    /// <summary>Where the value that begins here has ended: a list ends with its own bracket.</summary>
    private static int AfterValue(IReadOnlyList<ImapToken> tokens, int at)
    {
        var depth = 0;
        do
        {
            if (tokens[at].Kind == ImapTokenKind.Open) depth++;
            if (tokens[at].Kind == ImapTokenKind.Close) depth--;
            at++;
        }
        while (depth > 0 && at < tokens.Count);
        return depth == 0 ? at : throw MailStoreBrokenException.Garbled();
    }

    /// <summary>RFC 9051 has 63 bits.</summary>
    private static long SizeOf(ImapToken value) => value.Kind == ImapTokenKind.Atom && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? size
        : throw MailStoreBrokenException.Garbled();

    private static DateTimeOffset? DateOf(ImapToken value)
    {
        // "+0100" is written without the colon that the form has
        var text = value.Text.Trim();
        if (text.Length > 5) text = text.Insert(text.Length - 2, ":");
        return DateTimeOffset.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToUniversalTime() : null;
    }
}
