using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Mails fetched from Cyrus, which numbers, notifies and names folders in other ways than Dovecot.</summary>
public sealed class CyrusTests : MailboxContract
{
    protected override async Task<IMailboxServer> StartAsync() => await CyrusServer.StartAsync(TestContext.Current.CancellationToken);
}
