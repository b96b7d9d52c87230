using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Imap;

/// <summary>A mailbox on an IMAP server (RFC 9051, RFC 3501). It connects when a folder is opened.</summary>
internal sealed class ImapStore : IMailStore
{
    private readonly ImapOptions _options;
    private readonly OAuthTokens? _tokens;
    private readonly ImapOpening _opening;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <exception cref="InvalidOperationException">The options have a fault.</exception>
    public ImapStore(ImapOptions options, IHttpClientFactory clients, TimeProvider time, ILogger<ImapStore> log)
    {
        if (options.Faults().Concat(options.OAuth.Faults()).FirstOrDefault() is { } fault)
            throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        (_options, _time, _log) = (options, time, log);
        _tokens = options.Auth == ImapAuth.XOAuth2 ? new OAuthTokens(options.OAuth, clients, time) : null;
        _opening = new ImapOpening(options, new MailTrust(options.Host, options.Server.ExtraAuthorities(), log), _tokens, time, log);
    }

    public async Task<IMailFolder> OpenAsync(string folder, MailAfter after, CancellationToken ct)
    {
        var connection = await _opening.OpenAsync(ct);
        var opened = default(ImapFolder);
        try
        {
            var name = await NameAsync(connection, folder, ct);
            var target = after == MailAfter.Move ? await NameAsync(connection, _options.MoveTo, ct) : "";
            return opened = await SelectAsync(connection, name, (after, target), ct);
        }
        finally
        {
            if (opened is null) await connection.DisposeAsync();
        }
    }

    public void Dispose() => _tokens?.Dispose();

    private async Task<ImapFolder> SelectAsync(ImapConnection connection, string name, (MailAfter After, string Target) taken, CancellationToken ct)
    {
        uint? validity = null;
        var command = new ImapCommand(taken.After == MailAfter.Keep ? "EXAMINE" : "SELECT").With(name);
        var answer = await connection.AskAsync(
            command,
            response =>
            {
                if (response.IsOk && response.CodeName == "UIDVALIDITY" && uint.TryParse(response.Code.Split(' ')[^1], out var number)) validity = number;
                return ValueTask.CompletedTask;
            },
            0, ct);
        if (!answer.IsOk)
        {
            ImapLog.Refused(_log, "opening the folder", answer.Name, answer.Code, answer.Text);
            throw new MailStoreRefusedException("the server does not open the folder");
        }

        // without it nobody knows which mails were taken (RFC 9051 section 2.3.1.1)
        return new ImapFolder(connection, _options, taken, validity ?? throw new MailStoreRefusedException("the folder has no UIDVALIDITY"), (_time, _log));
    }

    /// <summary>A folder's name on the wire.</summary>
    private static async Task<string> NameAsync(ImapConnection connection, string folder, CancellationToken ct)
    {
        if (!folder.StartsWith('\\')) return connection.Offers("UTF8=ACCEPT") || connection.Offers("UTF8=ONLY") ? folder : FolderNames.Encode(folder);
        string? found = null;
        await connection.AskAsync(
            new ImapCommand("LIST").With("").With("*"),
            response =>
            {
                if (response.Is("LIST") && response.Tokens.TakeWhile(token => token.Kind != ImapTokenKind.Close).Any(token => token.Is(folder)))
                    found ??= response.Tokens[^1].Text;
                return ValueTask.CompletedTask;
            },
            0, ct);
        return found ?? throw new MailStoreRefusedException($"the server names no folder for {folder}");
    }
}
