using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>
/// A command and its arguments. What cannot stand in quotes goes as a literal, for which the server is waited for (RFC 9051 section 4.3);
/// so are the words of signing in.
/// </summary>
internal sealed class ImapCommand
{
    private readonly List<string> _pieces;

    /// <summary>A command by its name, with the words after it that need no quotes.</summary>
    public ImapCommand(string text) => _pieces = [text];

    /// <summary>What is sent first, and then each time that the server asks for more.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>Whether the server may ask for more when everything is said: it is then told that there is no more.</summary>
    public bool IsSigningIn { get; private init; }

    /// <summary>AUTHENTICATE (RFC 9051 section 6.2.2).</summary>
    /// <param name="mechanism">As the server offers it.</param>
    /// <param name="words">What is said, base64.</param>
    /// <param name="atOnce">Whether the server takes it with the command (RFC 4959).</param>
    public static ImapCommand Authenticate(string mechanism, string words, bool atOnce)
    {
        var command = new ImapCommand($"AUTHENTICATE {mechanism}{(atOnce ? " " + words : "")}") { IsSigningIn = true };
        if (!atOnce) command._pieces.Add(words);
        return command;
    }

    /// <summary>Adds an argument.</summary>
    public ImapCommand With(string argument)
    {
        if (argument.All(c => char.IsAscii(c) && !char.IsControl(c)))
        {
            _pieces[^1] += " \"" + argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
            return this;
        }

        _pieces[^1] += string.Create(CultureInfo.InvariantCulture, $" {{{Encoding.UTF8.GetByteCount(argument)}}}");
        _pieces.Add(argument);
        return this;
    }
}
