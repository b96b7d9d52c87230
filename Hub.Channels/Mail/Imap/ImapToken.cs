using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>A piece of what a server says (RFC 9051 section 4).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">What it says: without quotes and escapes, a literal without its size.</param>
internal readonly record struct ImapToken(ImapTokenKind Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What it says, as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Whether it is this word, in whatever letters.</summary>
    public bool Is(string word) => Kind == ImapTokenKind.Atom && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that it is.</summary>
    /// <exception cref="MailStoreBrokenException">It is none, or larger than numbers of the protocol are.</exception>
    public uint Number() => Kind == ImapTokenKind.Atom && uint.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw MailStoreBrokenException.Garbled();
}
