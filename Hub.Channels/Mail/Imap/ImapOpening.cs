using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Imap;

/// <summary>
/// Brings a connection to the point where folders can be opened: greeting, TLS as configured, signing in. Nothing confidential is sent before
/// the server has shown its certificate, and nothing that came before is believed after.
/// </summary>
internal sealed class ImapOpening(ImapOptions options, MailTrust trust, OAuthTokens? tokens, TimeProvider time, ILogger log)
{
    /// <summary>What a server says that cannot let anybody in just now (RFC 5530).</summary>
    private static readonly string[] ForNow = ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT"];

    /// <exception cref="MailStoreBrokenException">The line broke.</exception>
    /// <exception cref="MailStoreRefusedException">The server refuses, or does not offer what is configured.</exception>
    public async Task<ImapConnection> OpenAsync(CancellationToken ct)
    {
        var wire = await ImapWire.ConnectAsync(options.Host, options.Port, options.Timeout, time, ct);
        var connection = new ImapConnection(wire, options.Timeout, time);
        try
        {
            await OpenAsync(connection, ct);
            connection.IsInStep = true;
            return connection;
        }
        finally
        {
            if (!connection.IsInStep) await connection.DisposeAsync();
        }
    }

    private async Task OpenAsync(ImapConnection connection, CancellationToken ct)
    {
        if (options.Security == MailSecurity.Tls) await SecureAsync(connection.Wire, ct);
        var isSignedIn = await connection.GreetedAsync(ct);
        if (options.Security == MailSecurity.StartTls)
        {
            // a line that is signed in cannot be protected any more (RFC 9051 section 6.2.1): somebody on the way may have said so
            if (isSignedIn) throw new MailStoreRefusedException("the server does not offer STARTTLS, which is required");
            await StartTlsAsync(connection, ct);
        }

        await connection.AskOffersAsync(ct);
        if (!isSignedIn)
        {
            await SignInAsync(connection, ct);
            await connection.AskOffersAsync(ct);
        }

        if (connection.Offers("UTF8=ACCEPT") || connection.Offers("UTF8=ONLY")) await connection.AskAsync(new ImapCommand("ENABLE UTF8=ACCEPT"), ct);
        ImapLog.Opened(log, options.Host, options.Port);
    }

    private async Task StartTlsAsync(ImapConnection connection, CancellationToken ct)
    {
        await connection.AskOffersAsync(ct);
        if (!connection.Offers("STARTTLS")) throw new MailStoreRefusedException("the server does not offer STARTTLS, which is required");
        // an answer that is there before the question is not the server's
        if (connection.Wire.HasUnread) throw new MailStoreBrokenException("the server spoke before TLS had begun");
        var answer = await connection.AskAsync(new ImapCommand("STARTTLS"), ct);
        if (!answer.IsOk) throw new MailStoreRefusedException("the server refuses STARTTLS, which is required");
        await SecureAsync(connection.Wire, ct);
    }

    private async Task SecureAsync(ImapWire wire, CancellationToken ct)
    {
        try
        {
            await wire.SecureAsync(trust.Options(), options.Timeout, ct);
        }
        catch (AuthenticationException error)
        {
            throw new MailStoreRefusedException("TLS cannot be agreed on, or the server's certificate is not trusted", error);
        }
    }

    private async Task SignInAsync(ImapConnection connection, CancellationToken ct)
    {
        if (!connection.Wire.IsSecure && !connection.Wire.IsLoopback)
            throw new MailStoreRefusedException("the password would cross the network readable");
        var answer = tokens is null ? await ByPasswordAsync(connection, ct) : await ByTokenAsync(connection, tokens, ct);
        if (answer.IsOk) return;
        ImapLog.Refused(log, "signing in", answer.Name, answer.Code, answer.Text);
        if (ForNow.Contains(answer.CodeName)) throw new MailStoreBrokenException("the server lets nobody sign in at present");
        throw new MailStoreRefusedException("the server refuses the sign-in" + (answer.Code.Length > 0 ? $" ({answer.CodeName})" : ""));
    }

    private async Task<ImapResponse> ByPasswordAsync(ImapConnection connection, CancellationToken ct)
    {
        var password = PasswordNow();
        var plain = options.Auth == ImapAuth.Plain || (options.Auth == ImapAuth.Password && connection.Offers("AUTH=PLAIN"));
        if (plain) return await AuthenticateAsync(connection, "PLAIN", $"\0{options.User}\0{password}", ct);
        if (connection.Offers("LOGINDISABLED")) throw new MailStoreRefusedException("the server offers neither AUTH=PLAIN nor LOGIN");
        return await connection.AskAsync(new ImapCommand("LOGIN").With(options.User).With(password), ct);
    }

    private async Task<ImapResponse> ByTokenAsync(ImapConnection connection, OAuthTokens source, CancellationToken ct)
    {
        var token = await source.FindAsync(ct);
        var answer = await TellAsync(token);
        if (answer.IsOk) return answer;
        // it may have been withdrawn before its time
        source.Forget(token);
        var fresh = await source.FindAsync(ct);
        return fresh == token ? answer : await TellAsync(fresh);

        Task<ImapResponse> TellAsync(string bearer) => AuthenticateAsync(connection, "XOAUTH2", $"user={options.User}\u0001auth=Bearer {bearer}\u0001\u0001", ct);
    }

    private static Task<ImapResponse> AuthenticateAsync(ImapConnection connection, string mechanism, string words, CancellationToken ct)
    {
        if (!connection.Offers("AUTH=" + mechanism)) throw new MailStoreRefusedException($"the server does not offer AUTH={mechanism}");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(words));
        return connection.AskAsync(ImapCommand.Authenticate(mechanism, encoded, connection.Offers("SASL-IR")), ct);
    }

    private string PasswordNow()
    {
        try
        {
            return options.Password?.Resolve() ?? "";
        }
        catch (InvalidOperationException error)
        {
            throw new MailStoreRefusedException(error.Message, error);
        }
    }
}
