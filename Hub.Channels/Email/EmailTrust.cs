using Hub.Channels.Mail.Authentication;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Email;

/// <summary>What is believed of who sent a mail: what our own mail server says, and nothing else.</summary>
/// <param name="Authority">The name under which that server says it; empty for none.</param>
/// <param name="AgentsAnswer">Whether agents answer by mail.</param>
/// <param name="Junk">The fields by which that server says that a mail is junk; null for none.</param>
internal sealed record EmailTrust(string Authority, bool AgentsAnswer, JunkFields? Junk)
{
    /// <summary>Whether our server says that the one sender that the mail names is who sent it; null where there is no such server.</summary>
    public bool? Verdict(ReceivedMail mail) => Authority.Length == 0
        ? null
        : mail.Senders is [var sender] && AuthenticationResults.Of(mail.Headers, Authority)?.Verifies(sender.Address) == true;

    /// <summary>Whether our server takes it for junk.</summary>
    public bool IsJunk(ReceivedMail mail) => Junk?.AreOn(mail.Headers) == true;

    /// <summary>Whether it may be an agent's answer: a person wrote it, it is proven from whom, and all of it could be read.</summary>
    public bool MayAnswer(ReceivedMail mail, EmailStanding standing) =>
        AgentsAnswer && standing is { IsQuiet: false, Report: null, Flags.Count: 0 } && Verdict(mail) == true && !IsJunk(mail)
        && mail.Flags.All(flag => flag == MailFlags.SignedUnverified);
}
