using System.Net.Sockets;
using System.Security.Authentication;
using Hub.Core.Channels;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// Brings a connection to the point where mails can be sent: greeting, EHLO, TLS as configured, signing in. Nothing is sent that is
/// confidential before the server has shown its certificate.
/// </summary>
internal sealed class SmtpOpening(SmtpOptions options, MailTrust trust, TimeProvider time, ILogger log)
{
    /// <exception cref="SmtpBrokenException">The line broke.</exception>
    /// <exception cref="SmtpFaultException">The server refuses, or does not offer what is configured.</exception>
    public async Task<SmtpSession> OpenAsync(CancellationToken ct)
    {
        var connection = await SmtpClientConnection.ConnectAsync(options.Host, options.Port, options.Timeout, time, ct);
        var session = default(SmtpSession);
        try
        {
            return session = await OpenAsync(connection, ct);
        }
        finally
        {
            if (session is null) await connection.DisposeAsync();
        }
    }

    private async Task<SmtpSession> OpenAsync(SmtpClientConnection connection, CancellationToken ct)
    {
        if (options.Security == MailSecurity.Tls) await SecureAsync(connection, ct);
        Expect(SmtpStage.Greeting, await connection.ReadAsync(options.Timeout, ct), 220);
        var extensions = await HelloAsync(connection, ct);
        if (options.Security == MailSecurity.StartTls)
        {
            if (!extensions.StartTls) throw Misconfigured("the server does not offer STARTTLS, which is required");
            Expect(SmtpStage.StartTls, await AskAsync(connection, "STARTTLS", ct), 220);
            await SecureAsync(connection, ct);
            // what was offered in plain text is forgotten (RFC 3207 section 4.2)
            extensions = await HelloAsync(connection, ct);
        }

        if (options.User.Length > 0) await SignInAsync(connection, extensions, ct);
        SendingLog.Opened(log, options.Host, options.Port);
        return new SmtpSession(connection, extensions);
    }

    private async Task SecureAsync(SmtpClientConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.SecureAsync(trust.Options(), options.Timeout, ct);
        }
        catch (AuthenticationException error)
        {
            throw new SmtpFaultException(SmtpErrors.OfTls(), error);
        }
    }

    private async Task<SmtpExtensions> HelloAsync(SmtpClientConnection connection, CancellationToken ct)
    {
        var name = options.HelloName.Length > 0 ? options.HelloName : LiteralOf(connection);
        var answer = await AskAsync(connection, $"EHLO {name}", ct);
        if (answer.Code == 250) return SmtpExtensions.Read(answer);
        if (answer.Code is not (500 or 501 or 502 or 504 or 550)) throw Refusal(SmtpStage.Hello, answer);
        Expect(SmtpStage.Hello, await AskAsync(connection, $"HELO {name}", ct), 250);
        return SmtpExtensions.None;
    }

    private async Task SignInAsync(SmtpClientConnection connection, SmtpExtensions extensions, CancellationToken ct)
    {
        if (!connection.IsSecure && !connection.IsLoopback) throw Misconfigured("the password would cross the network readable");
        var password = PasswordNow();
        var answer = extensions.Auth switch
        {
            _ when extensions.Auth.Contains("PLAIN") => await AskAsync(connection, SmtpAuth.Plain(options.User, password), ct),
            _ when extensions.Auth.Contains("LOGIN") => await LoginAsync(connection, password, ct),
            _ => throw Misconfigured("the server offers neither AUTH PLAIN nor AUTH LOGIN"),
        };
        Expect(SmtpStage.Auth, answer, 235);
    }

    private async Task<SmtpAnswer> LoginAsync(SmtpClientConnection connection, string password, CancellationToken ct)
    {
        var answer = await AskAsync(connection, "AUTH LOGIN", ct);
        foreach (var word in new[] { options.User, password })
        {
            if (answer.Code != 334) break;
            answer = await AskAsync(connection, SmtpAuth.Encoded(word), ct);
        }

        return answer;
    }

    private string PasswordNow()
    {
        try
        {
            return options.Password?.Resolve() ?? "";
        }
        catch (InvalidOperationException error)
        {
            throw Misconfigured(error.Message);
        }
    }

    private async Task<SmtpAnswer> AskAsync(SmtpClientConnection connection, string command, CancellationToken ct)
    {
        if (connection.HasUnread) throw new SmtpBrokenException("the server spoke out of turn");
        await connection.SendAsync(command + "\r\n", options.Timeout, ct);
        return await connection.ReadAsync(options.Timeout, ct);
    }

    private void Expect(SmtpStage stage, SmtpAnswer answer, int code)
    {
        if (answer.Code != code) throw Refusal(stage, answer);
    }

    private SmtpFaultException Refusal(SmtpStage stage, SmtpAnswer answer)
    {
        SendingLog.Refused(log, stage, answer.Codes, answer.Lines[^1]);
        return new SmtpFaultException(SmtpErrors.OfAnswer(stage, answer));
    }

    private static SmtpFaultException Misconfigured(string detail) => new(new DeliveryResult.Deferred(DeliveryClass.Configuration, detail));

    private static string LiteralOf(SmtpClientConnection connection)
    {
        var address = connection.LocalAddress;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address.ToString().Split('%')[0]}]" : $"[{address}]";
    }
}
