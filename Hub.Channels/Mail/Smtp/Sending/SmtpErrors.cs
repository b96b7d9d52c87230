using Hub.Core.Channels;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// What a server's answer, or the lack of one, means: 4yz is "not now", 5yz "not at all" (RFC 5321 section 4.2.1), refined by the enhanced
/// code (RFC 3463). What is wrong with the hub's account there (signing in, its sender address, relaying) waits for whoever repairs it. Only
/// between the final dot and its answer nobody knows (RFC 5321 section 4.1.1.10). Details name codes, never addresses.
/// </summary>
internal static class SmtpErrors
{
    private const DeliveryClass Configuration = DeliveryClass.Configuration;

    // servers that slow a client down count in minutes
    private static readonly TimeSpan Slower = TimeSpan.FromMinutes(1);

    /// <summary>The server answered.</summary>
    public static DeliveryResult OfAnswer(SmtpStage stage, SmtpAnswer answer)
    {
        var detail = $"{answer.Codes} at {NameOf(stage)}";
        return answer.Code switch
        {
            250 when stage == SmtpStage.End => new DeliveryResult.Accepted(QueueIdOf(answer)),
            >= 400 and < 500 => OfRefusalNow(stage, answer, detail),
            >= 500 => OfRefusal(stage, answer, detail),
            _ when stage == SmtpStage.End => new DeliveryResult.Unknown($"{detail}: no answer to the end of a mail"),
            _ => new DeliveryResult.Deferred(DeliveryClass.Transient, $"{detail}: no answer to that"),
        };
    }

    /// <summary>Some recipients were refused, so nothing was sent to any. The gravest refusal speaks for all.</summary>
    /// <param name="answers">The answers so far, the refusals among them.</param>
    /// <param name="recipients">How many recipients there are.</param>
    public static DeliveryResult OfRecipients(IReadOnlyList<SmtpAnswer> answers, int recipients)
    {
        var refused = answers.Where(answer => !answer.IsGood).ToList();
        var count = $" for {refused.Count} of {recipients} recipients";
        var isSoft = recipients == 1 && IsOfMailbox(refused[0]);
        return refused.Select(answer => OfAnswer(SmtpStage.Recipient, answer)).MinBy(Rank) switch
        {
            DeliveryResult.Deferred deferred => deferred with { Detail = deferred.Detail + count, IsSoft = isSoft && deferred.Class == DeliveryClass.Transient },
            DeliveryResult.Rejected rejected => rejected with
            {
                Detail = rejected.Detail + count,
                IsDead = rejected.IsDead && recipients == 1,
                IsSoft = isSoft && rejected.Class == DeliveryClass.Transient,
            },
            _ => throw new ArgumentException("Nobody was refused.", nameof(answers)),
        };
    }

    /// <summary>What the server does not offer to carry, before anything is sent; null where it can.</summary>
    public static DeliveryResult? OfLimits(SmtpExtensions offered, SmtpMail mail)
    {
        if (offered.MaxSize > 0 && mail.Size > offered.MaxSize)
            return Never(DeliveryClass.Content, $"its {mail.Size} octets are more than the {offered.MaxSize} that the server takes");
        if (mail.NeedsUtf8 && !offered.SmtpUtf8)
            return Never(DeliveryClass.Address, "an address of it is not ASCII, and the server offers no SMTPUTF8");
        if (mail.NeedsEightBit && !offered.EightBitMime)
            return Never(DeliveryClass.Content, "it is not ASCII, and the server offers no 8BITMIME");
        return null;
    }

    /// <summary>TLS could not be agreed on, or the certificate is not trusted: the password has not left, nor has the mail.</summary>
    public static DeliveryResult OfTls() =>
        Later(Configuration, "TLS failed: the server's certificate is not trusted, or for another name, or the two do not agree on a cipher");

    /// <summary>The line broke, or time ran out.</summary>
    /// <param name="cause">What happened.</param>
    /// <param name="mayHaveEnded">Whether the final dot may have left.</param>
    public static DeliveryResult OfBreak(string cause, bool mayHaveEnded) => mayHaveEnded
        ? new DeliveryResult.Unknown($"{cause} after the end of the mail")
        : new DeliveryResult.Deferred(DeliveryClass.Transient, $"{cause} before the end of the mail");

    private static DeliveryResult OfRefusalNow(SmtpStage stage, SmtpAnswer answer, string detail) => answer switch
    {
        // a limit of each mail: the same mail would meet it each time
        { Enhanced: "4.5.3" } when stage == SmtpStage.Recipient => Never(DeliveryClass.Content, detail + ": too many recipients"),
        _ when IsQuota(stage, answer) => Later(DeliveryClass.Quota, detail),
        { Code: 421 or 450 or 451 } when stage < SmtpStage.End && HasSubject(answer, '7') && !IsGreylisting(answer) =>
            new DeliveryResult.Deferred(DeliveryClass.Throttled, detail, Slower),
        _ => Later(DeliveryClass.Transient, detail),
    };

    private static DeliveryResult OfRefusal(SmtpStage stage, SmtpAnswer answer, string detail) => answer switch
    {
        _ when stage <= SmtpStage.Auth => Later(Configuration, detail),
        { Enhanced: "5.4.5" } => Later(DeliveryClass.Quota, detail),
        // signing in or TLS is wanted; a command or parameter is not known there
        { Code: 530 or 534 or 535 or 538 or 500 or 502 or 503 or 504 or 555 } when stage < SmtpStage.End => Later(Configuration, detail),
        { Code: 552 } or { Enhanced: "5.3.4" } when stage == SmtpStage.Mail => Never(DeliveryClass.Content, detail),
        _ when stage == SmtpStage.Mail => Later(Configuration, detail),
        _ when stage == SmtpStage.Recipient => OfRecipient(answer, detail),
        _ when HasSubject(answer, '1') => Never(DeliveryClass.Address, detail),
        _ => Never(DeliveryClass.Content, detail),
    };

    private static DeliveryResult OfRecipient(SmtpAnswer answer, string detail) => answer switch
    {
        _ when answer.Mentions("relay") => Later(Configuration, detail + ": the server does not relay for the hub"),
        { Enhanced: "5.1.7" or "5.1.8" } => Later(Configuration, detail + ": the sender's address"),
        { Enhanced: "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1" } => Never(DeliveryClass.Address, detail) with { IsDead = true },
        // a full mailbox is one all the same
        { Enhanced: "5.2.2" } => Never(DeliveryClass.Transient, detail),
        { Enhanced: "5.5.3" } => Never(DeliveryClass.Content, detail + ": too many recipients"),
        { Enhanced: null, Code: 552 or 554 } => Never(DeliveryClass.Content, detail),
        _ when HasSubject(answer, '3') || HasSubject(answer, '6') || HasSubject(answer, '7') => Never(DeliveryClass.Content, detail),
        _ => Never(DeliveryClass.Address, detail),
    };

    private static bool HasSubject(SmtpAnswer answer, char subject) => answer.Enhanced is { } code && code[2] == subject && code[3] == '.';

    /// <summary>It speaks of the mailbox (RFC 3463 section 3.3), not of the server, the way there, or a policy.</summary>
    private static bool IsOfMailbox(SmtpAnswer answer) =>
        (HasSubject(answer, '2') || answer is { Enhanced: null, Code: 450 or 452 }) && !IsGreylisting(answer);

    private static bool IsGreylisting(SmtpAnswer answer) => answer.Mentions("grey") || answer.Mentions("gray");

    private static bool IsQuota(SmtpStage stage, SmtpAnswer answer) => answer.Code is 450 or 451 or 452 && !HasSubject(answer, '2')
        && (answer.Mentions("daily") || (stage != SmtpStage.Recipient && answer.Mentions("quota")));

    private static int Rank(DeliveryResult result) => result switch
    {
        DeliveryResult.Rejected => 0,
        DeliveryResult.Deferred { Class: Configuration } => 1,
        _ => 2,
    };

    /// <summary>The id under which the server's log knows the mail, where it says so.</summary>
    private static string? QueueIdOf(SmtpAnswer answer)
    {
        const string phrase = "queued as ";
        const int longest = 100;
        var text = answer.Lines[^1];
        if (text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at)) return null;
        var id = string.Concat(text[(at + phrase.Length)..].TakeWhile(c => c is > ' ' and <= '~'));
        return id.Length is > 0 and <= longest ? id : null;
    }

    private static string NameOf(SmtpStage stage) => stage switch
    {
        SmtpStage.Greeting => "the greeting",
        SmtpStage.Hello => "EHLO",
        SmtpStage.StartTls => "STARTTLS",
        SmtpStage.Auth => "AUTH",
        SmtpStage.Mail => "MAIL",
        SmtpStage.Recipient => "RCPT",
        SmtpStage.Data => "DATA",
        _ => "the end of the mail",
    };

    private static DeliveryResult.Deferred Later(DeliveryClass error, string detail) => new(error, detail);

    private static DeliveryResult.Rejected Never(DeliveryClass error, string detail) => new(error, detail);
}
