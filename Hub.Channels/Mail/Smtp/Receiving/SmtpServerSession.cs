using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Hub.Core;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>One client's connection, from the greeting to its end. It takes in and gives out; what is said is <see cref="SmtpDialogue"/>'s.</summary>
/// <param name="server">What all sessions share.</param>
/// <param name="connection">The connection, which is closed by its owner.</param>
/// <param name="client">The client's address.</param>
/// <param name="stopping">Ends the session, except for a mail that is just being handed on.</param>
/// <param name="abort">Ends that too.</param>
internal sealed class SmtpServerSession(
    SmtpServer server, NetworkStream connection, IPAddress client, CancellationToken stopping, CancellationToken abort)
{
    /// <summary>What a client sends of a mail that is refused anyway, before it is cut.</summary>
    private const int MostDiscardedBytes = 1024 * 1024;

    /// <summary>Below it a mail is not worth the connection it holds. Unit bytes per second.</summary>
    private const int SlowestRate = 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Stands for a reply that has left already.</summary>
    private static readonly SmtpReply Said = new(0, null, "");

    private readonly MailInOptions _options = server.Options;
    private readonly SmtpDialogue _dialogue = new(server.Options, server.Drop, server.Memory, server.Tls is not null);

    /// <summary>Talks until either side ends it. A client that goes away is no error.</summary>
    public async Task RunAsync()
    {
        await using var wire = new SmtpWire(connection);
        using var deadline = new SmtpDeadline(server.Time, stopping);
        try
        {
            await wire.WriteAsync(SmtpReplies.Ready(_options.Host), deadline.Token);
            if (await TalkAsync(wire, deadline) is { } last) await SayLastAsync(wire, last);
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            ListenerLog.ClientGone(server.Log, error);
        }
    }

    /// <summary>Answers commands until there is a last reply to be given. A DATA that is refused although something stands behind it is the
    /// last: a client that did not wait for 354 has sent a mail there, which must not be taken for commands.</summary>
    /// <returns>That reply, or null when the client went away.</returns>
    private async Task<SmtpReply?> TalkAsync(SmtpWire wire, SmtpDeadline deadline)
    {
        try
        {
            while (true)
            {
                deadline.Token.ThrowIfCancellationRequested();
                deadline.Allow(_options.Timeout);
                var (kind, line) = await wire.ReadLineAsync(deadline.Token);
                if (kind == SmtpLineKind.Closed) return null;
                var command = kind == SmtpLineKind.Whole ? SmtpCommand.Read(line.Span) : null;
                var reply = command is { } read ? _dialogue.Answer(read) : NoCommand(kind);
                if (reply == SmtpReplies.StartMail) reply = await ReceiveAsync(wire, deadline);
                else if (reply == SmtpReplies.GoAhead) reply = await SecureAsync(wire, deadline);
                else if (command?.Verb == SmtpVerb.Data && wire.Input.Length > 0) return reply;
                else if (reply.IsTooLarge) await TellTooLargeAsync([]);
                if (reply is null || IsLast(reply)) return reply;
                if (reply != Said) await wire.WriteAsync(reply, deadline.Token);
                if (_dialogue.Errors >= _options.MaxErrors) return SmtpReplies.TooManyErrors;
            }
        }
        catch (OperationCanceledException)
        {
            return stopping.IsCancellationRequested ? SmtpReplies.ShuttingDown : SmtpReplies.TimedOut;
        }
    }

    /// <summary>Begins TLS. Whatever stands behind the command was not said under its protection: somebody in between may have put it
    /// there (CVE-2011-0411).</summary>
    private async Task<SmtpReply> SecureAsync(SmtpWire wire, SmtpDeadline deadline)
    {
        if (wire.Input.Length > 0) return SmtpReplies.Smuggled;
        await wire.WriteAsync(SmtpReplies.GoAhead, deadline.Token);
        await wire.SecureAsync(server.Tls!, deadline.Token);
        _dialogue.Secure();
        return Said;
    }

    private SmtpReply NoCommand(SmtpLineKind kind)
    {
        _dialogue.CountError();
        return kind switch
        {
            SmtpLineKind.BareLineFeed => SmtpReplies.BareLineFeed,
            SmtpLineKind.TooLong => SmtpReplies.LineTooLong,
            _ => SmtpReplies.NotText,
        };
    }

    private static bool IsLast(SmtpReply reply) =>
        reply.Code is 221 or 421 || reply == SmtpReplies.BareLineFeed || reply == SmtpReplies.Smuggled;

    /// <summary>Reads a mail and hands it on.</summary>
    /// <returns>The reply, or null when the client went away.</returns>
    private async Task<SmtpReply?> ReceiveAsync(SmtpWire wire, SmtpDeadline deadline)
    {
        var envelope = _dialogue.Envelope!;
        var id = Ids.Text(Ids.New(server.Time));
        var hop = new SmtpHop(_dialogue.Client!, client, _options.Host, _dialogue.Protocol);
        var trace = SmtpTrace.Block(envelope, hop, id, server.Time.GetUtcNow());
        using var body = SmtpBody.TryBegin(server.Memory, trace, _options.MaxMessageBytes);
        var reply = body is not null ? await ReadAsync(wire, body, deadline) : wire.Input.Length == 0 ? SmtpReplies.Overloaded : SmtpReplies.OverloadedAtOnce;
        if (reply == SmtpReplies.Ok)
        {
            // a client that sent the mail without waiting for 354 has not read it yet
            await wire.FlushAsync(deadline.Token);
            deadline.AllowForever();
            var mail = new ReceivedSmtpMail
            {
                ReturnPath = envelope.ReturnPath, Recipients = envelope.Recipients, Content = body!.Content, ReceptionId = id,
            };
            var length = mail.Content.Length - trace.Length;
            reply = await TakeAsync(mail, body);
            ListenerMetrics.Answered(reply, length);
        }
        else if (reply is not null)
        {
            ListenerMetrics.Answered(reply, 0);
            if (reply.IsTooLarge) await TellTooLargeAsync(envelope.Recipients);
        }

        if (reply is not null) _dialogue.EndMail(reply);
        return reply;
    }

    /// <summary>Reads the data of a mail to their end.</summary>
    /// <returns>250 when the mail is whole, the refusal, or null when the client went away.</returns>
    private async Task<SmtpReply?> ReadAsync(SmtpWire wire, SmtpBody body, SmtpDeadline deadline)
    {
        await wire.WriteAsync(SmtpReplies.StartMail, deadline.Token);
        var reader = new SmtpDataReader(body);
        var began = server.Time.GetTimestamp();
        long received = 0;
        while (true)
        {
            var isEnd = reader.Read(wire.Input.Span, out var consumed);
            wire.Consume(consumed);
            received += consumed;
            if (isEnd) break;
            if (received > _options.MaxMessageBytes + (long)MostDiscardedBytes && reader.Fault != SmtpDataFault.None)
                return new SmtpReply(421, "4.7.0", "The mail is refused and its data do not end; closing");
            var behind = server.Time.GetElapsedTime(began) - TimeSpan.FromSeconds((double)received / SlowestRate);
            deadline.Allow(behind > TimeSpan.Zero ? Max(_options.Timeout - behind, TimeSpan.Zero) : _options.Timeout);
            if (!await wire.FillAsync(deadline.Token)) return null;
        }

        return reader.Fault switch
        {
            SmtpDataFault.None => SmtpReplies.Ok,
            SmtpDataFault.TooLarge => SmtpReplies.TooLarge(_options.MaxMessageBytes),
            SmtpDataFault.NoMemory => SmtpReplies.Overloaded,
            SmtpDataFault.LineTooLong => SmtpReplies.TextLineTooLong,
            _ => SmtpReplies.BareLineEnd,
        };
    }

    private async Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, SmtpBody body)
    {
        using var limit = new SmtpDeadline(server.Time, abort);
        limit.Allow(_options.Timeout);
        try
        {
            return await server.Drop.TakeAsync(mail, limit.Token);
        }
        catch (Exception error)
        {
            // whoever ends a wait may leave something behind that still reads
            body.Forget();
            if (!abort.IsCancellationRequested) ListenerLog.DropFailed(server.Log, mail.ReceptionId, error);
            return SmtpReplies.Failed;
        }
    }

    /// <summary>Before the refusal itself: its client may not offer the mail again.</summary>
    private async Task TellTooLargeAsync(IReadOnlyList<string> recipients)
    {
        using var limit = new SmtpDeadline(server.Time, abort);
        limit.Allow(_options.Timeout);
        try
        {
            await server.Drop.TellTooLargeAsync(recipients, _options.MaxMessageBytes, limit.Token);
        }
        catch (Exception error)
        {
            if (!abort.IsCancellationRequested) ListenerLog.TooLargeNotTold(server.Log, error);
        }
    }

    /// <summary>Says a last reply and waits a little for the client to close: what it has sent and nobody read would else take the reply away
    /// on its side.</summary>
    private async Task SayLastAsync(SmtpWire wire, SmtpReply reply)
    {
        using var limit = new SmtpDeadline(server.Time, abort);
        limit.Allow(Farewell);
        await wire.WriteAsync(reply, limit.Token);
        await wire.FlushAsync(limit.Token);
        await wire.EndSendingAsync();
        do wire.Consume(wire.Input.Length);
        while (await wire.FillAsync(limit.Token));
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
