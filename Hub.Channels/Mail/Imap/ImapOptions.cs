using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Mail.Imap;

/// <summary>The mailbox that a channel's mails are fetched from.</summary>
public sealed class ImapOptions : IOptionRules
{
    private const int MostFolders = 10;

    /// <summary>The server's name or address. Default empty: nothing is fetched.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port: usually 993 with <c>tls</c>, 143 with <c>startTls</c>. Default 993, range 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    /// <summary>How the line is protected: <c>tls</c>, <c>startTls</c>, or <c>none</c>. Nobody signs in unless it is. Default
    /// <see cref="MailSecurity.Tls"/>.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>A PEM file of certificates that are trusted besides the system's. Default empty.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>The name to sign in with. No default; needed with <see cref="Host"/>.</summary>
    [StringLength(255)]
    public string User { get; init; } = "";

    /// <summary>How to sign in: <c>password</c>, <c>plain</c>, <c>login</c> or <c>xoauth2</c>. Default <see cref="ImapAuth.Password"/>.</summary>
    public ImapAuth Auth { get; init; } = ImapAuth.Password;

    /// <summary>The reference to the password. Default none; needed unless <see cref="Auth"/> is <see cref="ImapAuth.XOAuth2"/>.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>Where access tokens come from. Needed with <see cref="ImapAuth.XOAuth2"/>.</summary>
    public OAuthOptions OAuth { get; init; } = new();

    /// <summary>The folders that mails are fetched from, at most 10; <c>\Junk</c> and the like mean the folder of that use (RFC 6154). Default
    /// empty: INBOX.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The folders of sent mails, at most 10: what people send from their own mail programs is taken in as answers of ours;
    /// <c>\Sent</c> means the folder of that use. They are only read. Default empty: none.</summary>
    public IReadOnlyList<string> SentFolders { get; init; } = [];

    /// <summary>What becomes of a mail once it is the hub's: <c>keep</c>, <c>markSeen</c>, <c>delete</c> or <c>move</c>. Default
    /// <see cref="MailAfter.Keep"/>.</summary>
    public MailAfter After { get; init; } = MailAfter.Keep;

    /// <summary>The folder that mails are moved to, made where it is missing; <c>\Archive</c> means the folder of that use. Default empty; needed
    /// with <see cref="MailAfter.Move"/>.</summary>
    public string MoveTo { get; init; } = "";

    /// <summary>Mails that came to the mailbox before this day, <c>2026-01-31</c>, are left there. Default empty: all are fetched.</summary>
    public string Since { get; init; } = "";

    /// <summary>The largest mail that is fetched; larger ones stay on the server and raise an alarm. Unit bytes, default 26214400, range 1048576 to
    /// 268435456.</summary>
    [Range(1 << 20, 256 << 20)]
    public int MaxMessageBytes { get; init; } = 25 << 20;

    /// <summary>How often the hub looks for itself, also where the server tells of new mails. Unit seconds, default 60, range 5 to 540.</summary>
    [Range(5, 540)]
    public int PollSeconds { get; init; } = 60;

    /// <summary>How long connecting may take, and how long the server may be silent when it is asked. Unit seconds, default 30, range 1 to
    /// 300.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary><see cref="PollSeconds"/> as a duration.</summary>
    public TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary><see cref="Since"/> as a time, or null.</summary>
    internal DateTimeOffset? SinceTime => DateTimeOffset.TryParseExact(
        Since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since : null;

    /// <summary>What it shares with other mail servers.</summary>
    internal MailServer Server => new(Host, User, Security, CaFile);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults() => Host.Length == 0 ? [] : Server.Faults().Concat(FaultsOfSignIn()).Concat(FaultsOfFolders());

    private IEnumerable<OptionFault> FaultsOfSignIn()
    {
        if (User.Length == 0) yield return new(nameof(User), "is empty although Host is set", "write the name to sign in with");
        if (Auth != ImapAuth.XOAuth2 && User.Length > 0 && Password is null)
            yield return new(nameof(Password), "is empty although User is set", "refer to the password: env:NAME or file:PATH");
        if (Auth != ImapAuth.XOAuth2) yield break;
        if (OAuth.TokenUrl.Length == 0)
            yield return new($"{nameof(OAuth)}:{nameof(OAuth.TokenUrl)}", "is empty although Auth is xoauth2", "write the address that the mail provider gives tokens at");
        if (OAuth.ClientId.Length == 0)
            yield return new($"{nameof(OAuth)}:{nameof(OAuth.ClientId)}", "is empty although Auth is xoauth2", "write the id of the hub as registered with the mail provider");
        if (OAuth.RefreshToken is null && OAuth.ClientSecret is null)
            yield return new($"{nameof(OAuth)}:{nameof(OAuth.RefreshToken)}", "is empty, and so is ClientSecret", "refer to one of them: env:NAME or file:PATH");
    }

    /// <summary>The folders that are read for what comes to us.</summary>
    internal IReadOnlyList<string> Inboxes => Folders.Count == 0 ? ["INBOX"] : Folders;

    private IEnumerable<OptionFault> FaultsOfFolders()
    {
        foreach (var (key, folders) in new[] { (nameof(Folders), Folders), (nameof(SentFolders), SentFolders) })
        {
            if (folders.Count > MostFolders)
                yield return new(key, $"names more than {MostFolders} folders", "use another account of the channel for the others");
            else if (folders.Any(folder => string.IsNullOrWhiteSpace(folder) || folder.Any(char.IsControl)))
                yield return new(key, "names a folder that cannot be", "write its name as mail programs show it, with the server's separator");
            else if (folders.Distinct(StringComparer.Ordinal).Count() < folders.Count)
                yield return new(key, "names a folder twice", "name each once");
        }

        if (SentFolders.Intersect(Inboxes, StringComparer.OrdinalIgnoreCase).Any())
            yield return new(nameof(SentFolders), "names a folder that mails are fetched from", "name it in one of the two");
        if (After == MailAfter.Move && (string.IsNullOrWhiteSpace(MoveTo) || MoveTo.Any(char.IsControl)))
            yield return new(nameof(MoveTo), "names no folder although After is move", "write the folder's name");
        else if (After == MailAfter.Move && Inboxes.Concat(SentFolders).Contains(MoveTo, StringComparer.OrdinalIgnoreCase))
            yield return new(nameof(MoveTo), "is a folder that mails are fetched from", "name another one");
        if (Since.Length > 0 && SinceTime is null) yield return new(nameof(Since), "is no day", "write it as in 2026-01-31");
    }
}
