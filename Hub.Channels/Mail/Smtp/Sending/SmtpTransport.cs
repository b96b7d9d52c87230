using Hub.Core.Channels;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// Sends mails through a mail server (RFC 5321, RFC 6409) over a few kept connections. A mail goes to all of its recipients or to none.
/// A kept connection that has ended is replaced once, because nothing was taken over it. Every time-out is the options'.
/// </summary>
public sealed class SmtpTransport : IMailTransport
{
    /// <summary>How long an attempt may take until the mail is handed over, whatever its single steps do.</summary>
    public static readonly TimeSpan LongestBeforeEnd = TimeSpan.FromMinutes(10);

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SmtpOpening _opening;
    private readonly SmtpMailing _mailing;
    private readonly SmtpPool _pool;

    /// <summary>A transport; it connects with the first mail.</summary>
    /// <param name="options">The server, with a host.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log; it gets no passwords and no bodies, and addresses at most at Debug, in the server's own words.</param>
    /// <exception cref="InvalidOperationException">The options have a fault.</exception>
    public SmtpTransport(SmtpOptions options, TimeProvider time, ILogger<SmtpTransport> log)
    {
        if (options.Host.Length == 0) throw new InvalidOperationException($"{nameof(options.Host)} is empty: name the mail server");
        if (options.Faults().FirstOrDefault() is { } fault)
            throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        (_options, _time, _log) = (options, time, log);
        _opening = new SmtpOpening(options, new MailTrust(options.Host, options.Server.ExtraAuthorities(), log), time, log);
        _mailing = new SmtpMailing(options, log);
        _pool = new SmtpPool(options.MaxConnections, time, log);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        if (!SmtpMail.TryRead(envelope, message, out var mail, out var refusal)) return refusal;
        using var limit = new CancellationTokenSource(LongestBeforeEnd, _time);
        using var beforeEnd = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        if (!await _pool.EnterAsync(_options.Timeout, beforeEnd.Token))
            return new DeliveryResult.Deferred(DeliveryClass.Transient, "every connection to the mail server is busy");
        try
        {
            if (_pool.Take() is { } kept && await TryAsync(kept, mail, beforeEnd.Token, ct) is { } result) return result;
            return await AttemptAsync(mail, beforeEnd.Token, ct);
        }
        finally
        {
            _pool.Leave();
        }
    }

    /// <summary>Ends the kept connections.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    /// <summary>Sends over a kept connection; null when it had ended before it was given the end of a mail.</summary>
    private async Task<DeliveryResult?> TryAsync(SmtpSession kept, SmtpMail mail, CancellationToken beforeEnd, CancellationToken ct)
    {
        var result = await CarryAsync(kept, mail, beforeEnd, ct);
        if (!kept.EndedBefore || beforeEnd.IsCancellationRequested) return result;
        SendingLog.KeptWasGone(_log, mail.Id);
        _pool.Forget();
        return null;
    }

    private async Task<DeliveryResult> AttemptAsync(SmtpMail mail, CancellationToken beforeEnd, CancellationToken ct)
    {
        SmtpSession session;
        try
        {
            session = await _opening.OpenAsync(beforeEnd);
        }
        catch (SmtpFaultException fault)
        {
            return fault.Outcome;
        }
        catch (SmtpBrokenException error)
        {
            return Broken(mail, false, error);
        }

        return await CarryAsync(session, mail, beforeEnd, ct);
    }

    private async Task<DeliveryResult> CarryAsync(SmtpSession session, SmtpMail mail, CancellationToken beforeEnd, CancellationToken ct)
    {
        try
        {
            return await _mailing.SendAsync(session, mail, beforeEnd, ct);
        }
        catch (SmtpBrokenException error)
        {
            session.HasBroken = true;
            return Broken(mail, session.MayHaveEnded, error);
        }
        finally
        {
            await _pool.PutAsync(session);
        }
    }

    private DeliveryResult Broken(SmtpMail mail, bool mayHaveIt, SmtpBrokenException error)
    {
        SendingLog.Broke(_log, mail.Id, mayHaveIt, error);
        return SmtpErrors.OfBreak(error.Message, mayHaveIt);
    }
}
