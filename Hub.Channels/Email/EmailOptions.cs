using System.ComponentModel.DataAnnotations;
using Hub.Channels.Mail.Dkim;
using Hub.Channels.Mail.Imap;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Core.Configuration;
using Hub.Core.Contacts;

namespace Hub.Channels.Email;

/// <summary>A mail address that customers write to and are answered from.</summary>
public sealed class EmailOptions : ChannelOptions, IOptionRules
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "email";

    /// <summary>The address, such as <c>support@example.org</c>. Mail to it and to its tagged forms (<c>support+...@</c>) is the channel's. No
    /// default.</summary>
    [Required]
    public string Address { get; init; } = "";

    /// <summary>Further addresses, without tags: mail to them is the channel's too, and queues may write from them (<c>/queues/{id}/identity</c>).
    /// Default none; 50 at most.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The name beside the address in what is sent. Default empty: <see cref="ChannelOptions.Name"/>.</summary>
    [StringLength(100)]
    public string FromName { get; init; } = "";

    /// <summary>The mail server that answers are sent through. Without a host they are put into the folder <c>outbox</c> of the data
    /// folder.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>The name (authserv-id) under which our own mail server writes <c>Authentication-Results</c> (RFC 8601) in front of every mail
    /// that comes here. To be set only where all mail passes that server. Default empty: senders are neither verified nor unverified.</summary>
    [StringLength(253)]
    public string Authority { get; init; } = "";

    /// <summary>How the mails are known that our own mail server takes for junk.</summary>
    public JunkOptions Junk { get; init; } = new();

    /// <summary>Whether an agent answers by mail too: what is new in a mail that <see cref="Authority"/> proves to be from the address of an agent,
    /// and that bears the key of a conversation that the agent may answer, goes to its customer. Default false: such a mail is a
    /// stranger's.</summary>
    public bool AgentsAnswer { get; init; }

    /// <summary>The key that mails are signed with.</summary>
    public DkimOptions Dkim { get; init; } = new();

    /// <summary>The mailbox that mail is fetched from. Without a host none is.</summary>
    public ImapOptions Imap { get; init; } = new();

    /// <summary>How long an answer that the server does not take is tried again before it has failed. Unit hours, default 72, range 1 to
    /// 168.</summary>
    [Range(1, 168)]
    public int RetryHours { get; init; } = 72;

    /// <summary>The most answers sent in a second. Default 20, range 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxPerSecond { get; init; } = 20;

    /// <summary><see cref="RetryHours"/> as a duration.</summary>
    public TimeSpan Retry => TimeSpan.FromHours(RetryHours);

    /// <summary>The address in the form in which addresses are compared.</summary>
    /// <exception cref="InvalidOperationException">It is no address.</exception>
    internal string CanonicalAddress => ContactAddress.Canonical(PointKinds.Email, Address)
        ?? throw new InvalidOperationException($"{nameof(Address)} is no mail address");

    /// <summary><see cref="Aliases"/> in that form.</summary>
    /// <exception cref="InvalidOperationException">One is no address.</exception>
    internal IReadOnlyList<string> CanonicalAliases =>
        [.. Aliases.Select(alias => ContactAddress.Canonical(PointKinds.Email, alias) ?? throw new InvalidOperationException($"{nameof(Aliases)} has one that is no mail address"))];

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Address.Length > 0 && ContactAddress.Canonical(PointKinds.Email, Address) is not { } canonical)
            yield return new(nameof(Address), "is no mail address", "write one as in support@example.org");
        else if (Address.Contains('+'))
            yield return new(nameof(Address), "has a tag", "write it without: the hub puts its own tags there");
        if (AgentsAnswer && Authority.Length == 0)
            yield return new(nameof(AgentsAnswer), "is true although Authority is empty", "name the mail server that tells whom a mail is really from");
        for (var i = 0; i < Aliases.Count; i++)
        {
            if (ContactAddress.Canonical(PointKinds.Email, Aliases[i]) is null)
                yield return new($"{nameof(Aliases)}:{i}", "is no mail address", "write one as in billing@example.org");
            else if (Aliases[i].Contains('+'))
                yield return new($"{nameof(Aliases)}:{i}", "has a tag", "write it without: the hub puts its own tags there");
        }
    }
}
