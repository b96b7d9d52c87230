using System.Collections.Concurrent;
using System.Text;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>A mail server that takes mails as its script says.</summary>
public sealed class ScriptedSmtp : ScriptedServer
{
    /// <summary>The word for the end of a mail's content.</summary>
    public const string End = ".";

    private readonly ConcurrentQueue<string> _mails = new();

    /// <summary>Its answer to EHLO, or null where it knows only HELO.</summary>
    public string? Offers { get; set; } = "PIPELINING\nSIZE 20000000\n8BITMIME\nENHANCEDSTATUSCODES\nSMTPUTF8";

    /// <summary>Whether TLS begins with the connection.</summary>
    public bool Implicit { get; init; }

    /// <summary>How long it takes to keep a mail once it has the whole of it.</summary>
    public TimeSpan Thinks { get; init; }

    /// <summary>The content of every mail that got to its end, as it was on the wire.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    protected override string AnswerEnd => "\r\n";

    protected override async Task TalkAsync(Stream stream)
    {
        if (Implicit) stream = await SecureAsync(stream);
        var lines = new ScriptedLines(stream);
        if (await AnswerAsync(stream, "", "220 scripted") is null) return;
        while (await lines.NextAsync(Stop) is { } command)
        {
            Hear(command);
            if (await AnswerAsync(stream, command, UsualAnswer(command)) is not { } said || said.StartsWith("221", StringComparison.Ordinal)) return;
            if (said.StartsWith("220", StringComparison.Ordinal) && command == "STARTTLS")
            {
                stream = await SecureAsync(stream);
                lines = new ScriptedLines(stream);
            }

            if (said.StartsWith("334", StringComparison.Ordinal)) Hear("(auth)");
            if (command == "DATA" && said.StartsWith("354", StringComparison.Ordinal) && !await ContentAsync(stream, lines)) return;
        }
    }

    private async Task<bool> ContentAsync(Stream stream, ScriptedLines lines)
    {
        var content = new StringBuilder();
        while (await lines.NextAsync(Stop) is { } line)
        {
            if (line == ".")
            {
                _mails.Enqueue(content.ToString());
                if (Thinks > TimeSpan.Zero) await Task.Delay(Thinks, TimeProvider.System, Stop);
                return await AnswerAsync(stream, End, "250 2.0.0 Ok: queued as 4ABC") is not null;
            }

            content.Append(line).Append("\r\n");
            if (IsScripted("content") && await AnswerAsync(stream, "content", "") is null) return false;
        }

        return false;
    }

    private string UsualAnswer(string command) => command.Split(' ', ':')[0] switch
    {
        "EHLO" when Offers is null => "502 5.5.1 what?",
        "EHLO" => string.Join("\r\n", Offered()),
        "QUIT" => "221 2.0.0 bye",
        "DATA" => "354 go on",
        "STARTTLS" when Certificate is null => "502 5.5.1 no",
        "STARTTLS" => "220 2.0.0 go on",
        "AUTH" => "235 2.7.0 welcome",
        _ => "250 2.0.0 Ok",
    };

    private IEnumerable<string> Offered()
    {
        var lines = ("scripted\n" + Offers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select((line, i) => (i == lines.Length - 1 ? "250 " : "250-") + line);
    }
}
