using System.Globalization;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>What holds for mails fetched from whatever IMAP server.</summary>
public abstract class MailboxContract
{
    private const string Inbox = "INBOX";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<IMailboxServer> StartAsync();

    [Theory]
    [InlineData("tls")]
    [InlineData("startTls")]
    [InlineData("none")]
    public async Task What_lies_there_is_taken_in_and_what_comes_is_told_by_the_server(string security)
    {
        await using var server = await StartAsync();
        await server.DropAsync(MailboxDesk.Mail("one"), Inbox, Ct);
        await server.DropAsync(MailboxDesk.Mail("two"), Inbox, Ct);
        var port = security == "tls" ? server.TlsPort : server.Port;
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Security", security), ("Port", port.ToString(CultureInfo.InvariantCulture)), ("PollSeconds", "540"), ("Auth", security == "none" ? "login" : "password"));
        await desk.ArrivedAsync("one", "two");
        await server.DropAsync(MailboxDesk.Mail("three"), Inbox, Ct);
        await desk.ArrivedAsync("one", "three", "two");
        // kept as it was: not even marked as read
        Assert.Equal((3, 0), await server.CountAsync(Inbox, Ct));
        Assert.Empty(await desk.AlarmsAsync());
    }

    [Fact]
    public async Task A_start_goes_on_where_the_one_before_stopped_whatever_is_marked_as_read()
    {
        await using var server = await StartAsync();
        await server.DropAsync(MailboxDesk.Mail("one"), Inbox, Ct);
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync("one");
        await desk.Hub.RestartAsync(
            async () =>
            {
                await server.DropAsync(MailboxDesk.Mail("two"), Inbox, Ct);
                await server.MarkReadAsync(Ct);
            },
            Ct);
        await desk.ArrivedAsync("one", "two");
        Assert.Equal(1L, await SourcesAsync(desk, "one"));
    }

    [Theory]
    [InlineData("markSeen")]
    [InlineData("delete")]
    [InlineData("move")]
    public async Task What_is_taken_is_marked_deleted_or_moved(string after)
    {
        await using var server = await StartAsync();
        await server.DropAsync(MailboxDesk.Mail("one"), Inbox, Ct);
        await using var desk = await MailboxDesk.StartAsync(server, ("After", after), ("MoveTo", after == "move" ? "Done & über" : ""));
        await desk.ArrivedAsync("one");
        await server.DropAsync(MailboxDesk.Mail("two"), Inbox, Ct);
        await desk.ArrivedAsync("one", "two");
        const string Moved = "Done &- &APw-ber";
        await Eventually.HoldsAsync(
            async ct => await server.CountAsync(Inbox, ct) == (after == "markSeen" ? (2, 2) : (0, 0))
                && (after != "move" || (await server.CountAsync(Moved, ct)).All == 2),
            after, Soon, Ct);
        Assert.Empty(await desk.AlarmsAsync());
    }

    [Fact]
    public async Task Several_folders_are_read_and_a_folder_is_found_by_its_use()
    {
        await using var server = await StartAsync();
        await server.DropAsync(MailboxDesk.Mail("in"), Inbox, Ct);
        await server.DropAsync(MailboxDesk.Mail("bill"), "Billing", Ct);
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Folders__0", Inbox), ("Folders__1", "Billing"), ("After", "move"), ("MoveTo", @"\Archive"));
        await desk.ArrivedAsync("bill", "in");
        await Eventually.HoldsAsync(async ct => (await server.CountAsync("Archive", ct)).All == 2, "both are in the archive", Soon, Ct);
    }

    [Fact]
    public async Task C07_another_uidvalidity_loses_nothing_and_doubles_nothing()
    {
        await using var server = await StartAsync();
        var mails = Enumerable.Range(0, 30).Select(i => $"m{i:00}").ToList();
        foreach (var words in mails) await server.DropAsync(MailboxDesk.Mail(words), Inbox, Ct);
        // three that nothing but their place in the folder tells apart, and one that cannot be read
        for (var i = 0; i < 3; i++) await server.DropAsync(MailboxDesk.Mail("alike", messageId: null), Inbox, Ct);
        await server.DropAsync("From: nobody at all\r\n\r\nno address\r\n", Inbox, Ct);
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike"]);
        await Eventually.HoldsAsync(async _ => (await QuarantineAsync(desk)).Count == 1, "one in quarantine", Soon, Ct);
        await desk.ReadToAsync(Inbox, 34);

        await server.StopAsync(Ct);
        await server.DropAsync(MailboxDesk.Mail("late"), Inbox, Ct);
        await server.ForgetNumbersAsync(Ct);
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike", "late"]);
        await server.DropAsync(MailboxDesk.Mail("later"), Inbox, Ct);
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike", "late", "later"]);
        Assert.Single(await QuarantineAsync(desk));
        Assert.Contains(desk.Hub.Log.All, line => line.Contains("UIDVALIDITY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_away_is_found_again()
    {
        await using var server = await StartAsync();
        await server.DropAsync(MailboxDesk.Mail("one"), Inbox, Ct);
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync("one");
        await server.StopAsync(Ct);
        await server.DropAsync(MailboxDesk.Mail("two"), Inbox, Ct);
        await server.StartAgainAsync(Ct);
        await desk.ArrivedAsync("one", "two");
    }

    private static Task<List<long>> QuarantineAsync(MailboxDesk desk) =>
        desk.Hub.Store.ReadAsync((db, read) => db.ListAsync<long>("SELECT size FROM quarantine", null, read), Ct);

    private static async Task<long> SourcesAsync(MailboxDesk desk, string subject) => await desk.Hub.Store.ReadAsync(
        (db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM messages WHERE subject = @subject", new { subject }, read), Ct);
}
