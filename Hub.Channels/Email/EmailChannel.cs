using Hub.Channels.Email.Receiving;
using Hub.Channels.Mail;
using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.Email;

/// <summary>
/// A mail address. Mail comes in by the hub's own listener and, where one is configured, from a mailbox; answers go out through a mail
/// server or, without one, into a folder from which they are fetched.
/// </summary>
public sealed class EmailChannel : IMailChannel, IOutboxChannel, IPollingChannel, IAsyncDisposable
{
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(60);

    private readonly EmailReceiver _receiver;
    private readonly EmailSender _sender;
    private readonly MailboxReader? _mailbox;

    /// <summary>An account of the channel.</summary>
    internal EmailChannel(string id, EmailOptions options, EmailReceiver receiver, EmailSender sender, MailboxReader? mailbox)
    {
        (_receiver, _sender, _mailbox) = (receiver, sender, mailbox);
        Holds = options.Smtp.Host.Length == 0;
        Account = new ChannelAccount
        {
            Id = id,
            Kind = EmailOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Email,
            Address = options.CanonicalAddress,
            Aliases = options.CanonicalAliases,
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                Html = true,
                Attachments = true,
                Threads = true,
                Subject = true,
                Copies = true,
                Signed = true,
                BreaksLoops = true,
                // the file's name tells whether an earlier attempt has written it
                ReceiverDeduplicates = Holds,
                MaxTextLength = 1_000_000,
                MaxPerSecond = options.MaxPerSecond,
                MaxConcurrent = Holds ? 4 : options.Smtp.MaxConnections,
                MaxPerDomain = Holds ? int.MaxValue : options.Smtp.MaxPerDomain,
                SendTimeout = Holds ? Writing : options.Smtp.LongestAttempt + Writing,
                GiveUpAfter = options.Retry,
            },
        };
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <inheritdoc/>
    public bool Holds { get; }

    /// <inheritdoc/>
    public bool Polls => _mailbox is not null;

    /// <inheritdoc/>
    public bool Accepts(string recipient) =>
        ContactAddress.Canonical(PointKinds.Email, recipient) is { } address
        && Account.Addresses.Contains(ContactAddress.Untagged(PointKinds.Email, address));

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => _receiver.Read(input);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => _sender.SendAsync(message, ct);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => _mailbox?.RunAsync(this, ct) ?? Task.CompletedTask;

    /// <summary>Ends the connections to the mail server.</summary>
    public ValueTask DisposeAsync()
    {
        _mailbox?.Dispose();
        return _sender.DisposeAsync();
    }

    /// <inheritdoc/>
    public async Task<OutboxItem> RenderAsync(OutboundMessage message, CancellationToken ct) => new(
        Ids.Text(message.DeliveryId) + ".eml", EmailReceiver.MediaType, await _sender.RenderAsync(message, ct));
}
