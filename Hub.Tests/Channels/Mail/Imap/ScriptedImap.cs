using System.Globalization;
using System.Text;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>An IMAP server with one folder; in its script <c>{tag}</c> stands for the command's tag, and commands are heard without theirs.</summary>
public sealed class ScriptedImap : ScriptedServer
{
    public string Offers { get; init; } = "IMAP4rev1 IDLE MOVE UIDPLUS AUTH=PLAIN SASL-IR";

    public ScriptedFolder Folder { get; } = new();

    // the octets of mails, each a character
    protected override Encoding Letters => Encoding.Latin1;

    protected override async Task TalkAsync(Stream stream)
    {
        var lines = new ScriptedLines(stream);
        if (await AnswerAsync(stream, "", "* OK scripted\r\n") is null) return;
        while (await lines.NextAsync(Stop) is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (tag, command) = space < 0 ? ("", line) : (line[..space], line[(space + 1)..]);
            Hear(command);
            if (await AnswerAsync(stream, command, Usual(command), tag) is null || command == "LOGOUT") return;
            if (command == "STARTTLS" && Certificate is not null)
            {
                stream = await SecureAsync(stream);
                lines = new ScriptedLines(stream);
            }

            if (command == "IDLE" && !await IdleAsync(stream, lines, tag)) return;
        }
    }

    private string Usual(string command)
    {
        const string Done = "{tag} OK done\r\n";
        return command.Split(' ')[0] switch
        {
            "CAPABILITY" => $"* CAPABILITY {Offers}\r\n{Done}",
            "SELECT" or "EXAMINE" => $"* {Folder.Count} EXISTS\r\n* OK [UIDVALIDITY {Folder.Validity}] valid\r\n{Done}",
            "UID" => Folder.Answer(command) + Done,
            "IDLE" => "+ idling\r\n",
            "NOOP" => $"* {Folder.Count} EXISTS\r\n{Done}",
            "LOGOUT" => "* BYE bye\r\n" + Done,
            _ => Done,
        };
    }

    /// <summary>Tells of mails until the client has enough.</summary>
    private async Task<bool> IdleAsync(Stream stream, ScriptedLines lines, string tag)
    {
        var done = lines.NextAsync(Stop);
        while (!done.IsCompleted)
        {
            var news = Folder.Changed;
            await SendAsync(stream, string.Create(CultureInfo.InvariantCulture, $"* {Folder.Count} EXISTS\r\n"));
            await Task.WhenAny(done, news);
        }

        if (await done is not { } line) return false;
        Hear(line);
        return await AnswerAsync(stream, "DONE", "{tag} OK done\r\n", tag) is not null;
    }
}
