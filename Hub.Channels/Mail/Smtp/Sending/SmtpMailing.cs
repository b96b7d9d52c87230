using System.Buffers;
using System.Globalization;
using System.Text;
using Hub.Core.Channels;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// One mail over an opened connection (RFC 5321 section 3.3), for all of its recipients or for none. Where the server offers PIPELINING
/// (RFC 2920), everything up to DATA goes out in one write; if it then waits for content although somebody was refused, the line is
/// dropped, because any end of data would send something.
/// </summary>
internal sealed class SmtpMailing(SmtpOptions options, ILogger log)
{
    private const int BlockSize = 64 * 1024;

    /// <exception cref="SmtpBrokenException">The line broke; the session says whether the server may have the mail.</exception>
    public async Task<DeliveryResult> SendAsync(SmtpSession session, SmtpMail mail, CancellationToken beforeEnd, CancellationToken ct)
    {
        session.BeginMail();
        if (SmtpErrors.OfLimits(session.Extensions, mail) is { } limit)
        {
            session.IsInStep = true;
            return limit;
        }

        var answers = await IntroduceAsync(session, mail, beforeEnd);
        if (answers.Refusal(mail.Recipients.Count) is { } refusal)
        {
            await ResetAsync(session, answers, beforeEnd);
            return refusal;
        }

        await SendContentAsync(session.Connection, mail, beforeEnd);
        session.MayHaveEnded = true;
        await session.Connection.SendAsync(".\r\n", options.Timeout, ct);
        var end = Heard(session, SmtpStage.End, await session.Connection.ReadAsync(options.FinalTimeout, ct));
        session.IsInStep = end.Code is 250 or >= 400;
        return SmtpErrors.OfAnswer(SmtpStage.End, end);
    }

    private async Task<SmtpIntroduction> IntroduceAsync(SmtpSession session, SmtpMail mail, CancellationToken ct)
    {
        var recipients = mail.Recipients.Select(recipient => $"RCPT TO:<{recipient}>{(session.Extensions.Dsn ? DsnRequest.Of(recipient, options.ConfirmDelivery) : "")}\r\n");
        string[] commands = [MailCommand(session.Extensions, mail), .. recipients, "DATA\r\n"];
        var connection = session.Connection;
        var answers = new SmtpIntroduction();
        if (session.Extensions.Pipelining) await connection.SendAsync(string.Concat(commands), options.Timeout, ct);
        for (var i = 0; i < commands.Length; i++)
        {
            var stage = i == 0 ? SmtpStage.Mail : i == commands.Length - 1 ? SmtpStage.Data : SmtpStage.Recipient;
            if (!session.Extensions.Pipelining)
            {
                if (answers.IsLost || (stage == SmtpStage.Data && answers.IsRefused)) break;
                if (connection.HasUnread) throw new SmtpBrokenException("the server spoke out of turn");
                await connection.SendAsync(commands[i], options.Timeout, ct);
            }

            answers.Add(stage, Heard(session, stage, await connection.ReadAsync(options.Timeout, ct)));
            if (session.IsClosing) break;
        }

        return answers;
    }

    private static string MailCommand(SmtpExtensions offered, SmtpMail mail)
    {
        var command = new StringBuilder($"MAIL FROM:<{mail.ReturnPath}>");
        if (offered.Size) command.Append(CultureInfo.InvariantCulture, $" SIZE={mail.Size}");
        if (mail.NeedsEightBit && offered.EightBitMime) command.Append(" BODY=8BITMIME");
        if (mail.NeedsUtf8) command.Append(" SMTPUTF8");
        if (offered.Dsn) command.Append(" RET=HDRS ENVID=").Append(mail.Id);
        return command.Append("\r\n").ToString();
    }

    /// <summary>Makes the server forget what it has heard, so that the connection can serve again.</summary>
    private async Task ResetAsync(SmtpSession session, SmtpIntroduction answers, CancellationToken ct)
    {
        if (answers.WaitsForContent || session.IsClosing || session.Connection.HasUnread) return;
        try
        {
            await session.Connection.SendAsync("RSET\r\n", options.Timeout, ct);
            session.IsInStep = (await session.Connection.ReadAsync(options.Timeout, ct)).Code == 250;
        }
        catch (SmtpBrokenException error)
        {
            // the refusal stands; only the connection is lost
            SendingLog.QuitBroke(log, error);
        }
    }

    private async Task SendContentAsync(SmtpClientConnection connection, SmtpMail mail, CancellationToken ct)
    {
        if (connection.HasUnread) throw new SmtpBrokenException("the server spoke out of turn");
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var content = new DotStuffing(mail.Message);
            while (content.Next(block) is > 0 and var length) await connection.SendAsync(block.AsMemory(0, length), options.Timeout, ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private SmtpAnswer Heard(SmtpSession session, SmtpStage stage, SmtpAnswer answer)
    {
        session.IsClosing |= answer.IsClosing;
        if (answer.Code >= 400) SendingLog.Refused(log, stage, answer.Codes, answer.Lines[^1]);
        return answer;
    }
}
