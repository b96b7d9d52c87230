using System.Globalization;

namespace Hub.Channels.Mail.Imap;

/// <summary>Commands and what is answered to them, one at a time (RFC 9051).</summary>
internal sealed class ImapConnection(ImapWire wire, TimeSpan timeout, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The bytes of literals in what is no mail, such as the names of folders.</summary>
    private const int SmallLiterals = 64 << 10;

    /// <summary>How long a command may take in all, however busily the server talks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private HashSet<string> _offers = new(StringComparer.OrdinalIgnoreCase);
    private int _commands;

    public ImapWire Wire => wire;

    /// <summary>The mails in the open folder.</summary>
    public uint Count { get; private set; }

    /// <summary>Whether the server has told of mails since this was last set to false.</summary>
    public bool HasNews { get; set; }

    /// <summary>Whether the server offers this capability.</summary>
    public bool Offers(string capability) => _offers.Contains(capability);

    /// <summary>Reads the greeting.</summary>
    /// <returns>Whether the line is signed in already.</returns>
    public async Task<bool> GreetedAsync(CancellationToken ct)
    {
        var greeting = await wire.ReadAsync(0, timeout, ct);
        if (greeting.Is("BYE")) throw new MailStoreBrokenException("the server is closed at present");
        if (!greeting.Is("OK") && !greeting.Is("PREAUTH")) throw MailStoreBrokenException.Garbled();
        return greeting.Name == "PREAUTH";
    }

    /// <summary>Asks what the server offers; what it said before counts no more.</summary>
    public async Task AskOffersAsync(CancellationToken ct)
    {
        _offers = new(StringComparer.OrdinalIgnoreCase);
        if (!(await AskAsync(new ImapCommand("CAPABILITY"), ct)).IsOk) throw MailStoreBrokenException.Garbled();
    }

    /// <summary>Carries out a command.</summary>
    /// <returns>The tagged response.</returns>
    public Task<ImapResponse> AskAsync(ImapCommand command, CancellationToken ct) => AskAsync(command, _ => ValueTask.CompletedTask, 0, ct);

    /// <summary>Carries out a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="take">Is given each untagged response.</param>
    /// <param name="mostLiteral">The bytes of literals that one response may have.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The tagged response.</returns>
    public async Task<ImapResponse> AskAsync(ImapCommand command, Func<ImapResponse, ValueTask> take, int mostLiteral, CancellationToken ct)
    {
        var tag = NextTag();
        var began = time.GetTimestamp();
        await wire.SendAsync($"{tag} {command.Pieces[0]}\r\n", timeout, ct);
        for (var said = 1; ;)
        {
            if (time.GetElapsedTime(began) > Longest) throw new MailStoreBrokenException("no answer in time");
            var response = await wire.ReadAsync(Math.Max(mostLiteral, SmallLiterals), timeout, ct);
            if (response.Tag == tag) return response;
            if (response.Tag == ImapResponse.GoOn)
            {
                if (said == command.Pieces.Count && !command.IsSigningIn) throw MailStoreBrokenException.Garbled();
                await wire.SendAsync((said < command.Pieces.Count ? command.Pieces[said++] : "") + "\r\n", timeout, ct);
                continue;
            }

            Note(response);
            await take(response);
        }
    }

    /// <summary>Waits until the server tells of mails, or so long (RFC 2177).</summary>
    public async Task IdleAsync(TimeSpan most, CancellationToken ct)
    {
        var tag = NextTag();
        await wire.SendAsync($"{tag} IDLE\r\n", timeout, ct);
        while (true)
        {
            var response = await wire.ReadAsync(SmallLiterals, timeout, ct);
            if (response.Tag == tag) throw new MailStoreBrokenException("the server does not wait for mails although it offers to");
            if (response.Tag == ImapResponse.GoOn) break;
            Note(response);
        }

        var began = time.GetTimestamp();
        while (!HasNews && most - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero && await wire.WaitAsync(left, ct))
            Note(await wire.ReadAsync(SmallLiterals, timeout, ct));

        await wire.SendAsync("DONE\r\n", timeout, ct);
        for (var response = await wire.ReadAsync(SmallLiterals, timeout, ct); response.Tag != tag; response = await wire.ReadAsync(SmallLiterals, timeout, ct))
            Note(response);
    }

    /// <summary>Ends the connection, with a word of farewell where the server still listens.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsInStep) await wire.SendAsync($"{NextTag()} LOGOUT\r\n", Farewell, CancellationToken.None);
        }
        catch (MailStoreBrokenException)
        {
            // nothing hangs on it any more
        }

        await wire.DisposeAsync();
    }

    /// <summary>Whether both ends agree on where they are.</summary>
    public bool IsInStep { get; set; }

    private void Note(ImapResponse response)
    {
        if (response.Tag != ImapResponse.Untagged) throw new MailStoreBrokenException("the server answered what was not asked");
        switch (response.Name)
        {
            case "BYE":
                throw new MailStoreBrokenException("the server said goodbye");
            case "CAPABILITY":
                _offers.UnionWith(response.Tokens.Select(token => token.Text));
                break;
            case "EXISTS":
                HasNews |= response.Number > Count;
                Count = response.Number;
                break;
            case "EXPUNGE" when Count > 0:
                Count--;
                break;
        }
    }

    private string NextTag() => string.Create(CultureInfo.InvariantCulture, $"H{++_commands}");
}
