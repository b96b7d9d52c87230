using Hub.Channels.Email.Receiving;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Dkim;
using Hub.Channels.Mail.Imap;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Email;

/// <summary>Makes the accounts of kind <c>email</c>. Secrets are read once, so a rotated one takes effect with a changed section or a start.</summary>
internal sealed class EmailChannelKind(
    ThreadTokens tokens, IPublicLinks links, ChannelFolders folders, MailboxParts mailboxes, IHttpClientFactory clients, TimeProvider time, ILoggerFactory logs) : IChannelKind
{
    public string Kind => EmailOptions.KindName;

    public Type OptionsType => typeof(EmailOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<EmailOptions>() ?? new EmailOptions();
        if (options.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        var (address, aliases) = (options.CanonicalAddress, options.CanonicalAliases);
        var names = new EmailNames(address, tokens);
        var from = new MailAddress(options.FromName.Length > 0 ? options.FromName : options.Name, address);
        var sender = new EmailSender(from, aliases, new EmailUnsubscribing(links), names, Signer(options, address), Transport(options.Smtp));
        var receiver = new EmailReceiver([address, .. aliases], names, new EmailTrust(options.Authority, options.AgentsAnswer, Junk(options.Junk)), time);
        return new EmailChannel(id, options, receiver, sender, options.Imap.Host.Length > 0 ? Mailbox(options.Imap) : null);
    }

    private static JunkFields? Junk(JunkOptions options) => options.Faults().FirstOrDefault() is { } fault
        ? throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}")
        : options.Trusted();

    private static DkimSigner? Signer(EmailOptions options, string address)
    {
        var dkim = options.Dkim;
        if (dkim.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        if (dkim.Selector.Length == 0) return null;
        return new DkimSigner(dkim.Domain.Length > 0 ? dkim.Domain : address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], dkim.Selector, dkim.Key!.Resolve());
    }

    private MailboxReader Mailbox(ImapOptions options) =>
        new(options, new ImapStore(options, clients, time, logs.CreateLogger<ImapStore>()), mailboxes);

    private IMailTransport Transport(SmtpOptions options) => options.Host.Length > 0
        ? new SmtpTransport(options, time, logs.CreateLogger<SmtpTransport>())
        : new PickupFolder(folders.Outbox, logs.CreateLogger<PickupFolder>());
}
