using System.Globalization;
using Hub.Core.Alarms;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Mails fetched from the IMAP server that is used most.</summary>
public sealed class DovecotTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tls")]
    [InlineData("startTls")]
    [InlineData("none")]
    public async Task What_lies_there_is_taken_in_and_what_comes_is_told_by_the_server(string security)
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("one"));
        server.Drop(MailboxDesk.Mail("two"));
        var port = security == "tls" ? server.TlsPort : server.Port;
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Security", security), ("Port", port.ToString(CultureInfo.InvariantCulture)), ("PollSeconds", "540"), ("Auth", security == "none" ? "login" : "password"));
        await desk.ArrivedAsync("one", "two");
        server.Drop(MailboxDesk.Mail("three"));
        await desk.ArrivedAsync("one", "three", "two");
        // kept as it was: not even marked as read
        Assert.Equal(3, server.Mails().Count);
        Assert.DoesNotContain(server.Mails(), name => name.Contains('S', StringComparison.Ordinal));
        Assert.Empty(await desk.AlarmsAsync());
    }

    [Fact]
    public async Task A_start_goes_on_where_the_one_before_stopped_whatever_is_marked_as_read()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("one"));
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync("one");
        await desk.Hub.RestartAsync(
            () =>
            {
                server.Drop(MailboxDesk.Mail("two"));
                foreach (var name in Directory.GetFiles(Path.Combine(server.Maildir(), "new")))
                    File.Move(name, Path.Combine(server.Maildir(), "cur", Path.GetFileName(name) + ":2,S"));
                return Task.CompletedTask;
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
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("one"));
        await using var desk = await MailboxDesk.StartAsync(server, ("After", after), ("MoveTo", after == "move" ? "Done & über" : ""));
        await desk.ArrivedAsync("one");
        server.Drop(MailboxDesk.Mail("two"));
        await desk.ArrivedAsync("one", "two");
        const string Moved = "Done &- &APw-ber";
        await Eventually.HoldsAsync(
            () => after switch
            {
                "markSeen" => server.Mails().Count(name => name.EndsWith('S')) == 2,
                "delete" => server.Mails().Count == 0,
                _ => server.Mails().Count == 0 && server.Mails(Moved).Count == 2,
            },
            after, Soon, Ct);
        Assert.Empty(await desk.AlarmsAsync());
    }

    [Fact]
    public async Task Several_folders_are_read_and_a_folder_is_found_by_its_use()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("in"));
        server.Drop(MailboxDesk.Mail("bill"), "Billing");
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Folders__0", "INBOX"), ("Folders__1", "Billing"), ("After", "move"), ("MoveTo", @"\Archive"));
        await desk.ArrivedAsync("bill", "in");
        await Eventually.HoldsAsync(() => server.Mails("Archive").Count == 2, "both are in the archive", Soon, Ct);
    }

    [Fact]
    public async Task C07_another_uidvalidity_loses_nothing_and_doubles_nothing()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        var mails = Enumerable.Range(0, 30).Select(i => $"m{i:00}").ToList();
        foreach (var words in mails) server.Drop(MailboxDesk.Mail(words));
        // three that nothing but their place in the folder tells apart, and one that cannot be read
        for (var i = 0; i < 3; i++) server.Drop(MailboxDesk.Mail("alike", messageId: null));
        server.Drop("From: nobody at all\r\n\r\nno address\r\n");
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike"]);
        await Eventually.HoldsAsync(async _ => (await QuarantineAsync(desk)).Count == 1, "one in quarantine", Soon, Ct);

        await server.StopAsync(Ct);
        server.Drop(MailboxDesk.Mail("late"));
        await server.ForgetNumbersAsync(Ct);
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike", "late"]);
        server.Drop(MailboxDesk.Mail("later"));
        await desk.ArrivedAsync([.. mails, "alike", "alike", "alike", "late", "later"]);
        Assert.Single(await QuarantineAsync(desk));
        Assert.Contains(desk.Hub.Log.All, line => line.Contains("UIDVALIDITY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_sign_in_is_an_alarm_that_goes_when_it_is_let_in()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        await using var desk = await MailboxDesk.StartAsync(server, ("User", "nobody@example.test"));
        var alarm = await desk.AlarmAsync(AlarmKinds.ChannelRefused);
        Assert.Equal("mail:INBOX", alarm.Subject);
        Assert.Contains("refuses the sign-in", alarm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_was_away_is_found_again()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("one"));
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync("one");
        await server.StopAsync(Ct);
        server.Drop(MailboxDesk.Mail("two"));
        await server.StartAgainAsync(Ct);
        await desk.ArrivedAsync("one", "two");
    }

    [Fact]
    public async Task A_mail_that_the_server_cannot_read_holds_up_no_other_and_comes_when_it_can()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        foreach (var words in new[] { "one", "two", "three" }) server.Drop(MailboxDesk.Mail(words));
        var damaged = Directory.GetFiles(Path.Combine(server.Maildir(), "new")).Order(StringComparer.Ordinal).ElementAt(1);
        SetMode(damaged, UnixFileMode.None);
        await using var desk = await MailboxDesk.StartAsync(server, ("PollSeconds", "5"));
        await desk.ArrivedAsync("one", "three");
        await desk.AlarmAsync(AlarmKinds.MailNotFetched);
        server.Drop(MailboxDesk.Mail("four"));
        await desk.ArrivedAsync("four", "one", "three");

        damaged = Directory.GetFiles(server.Maildir(), Path.GetFileName(damaged).Split(':')[0] + "*", SearchOption.AllDirectories)[0];
        SetMode(damaged, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await Eventually.HoldsAsync(
            async ct =>
            {
                await desk.Hub.Store.WriteAsync((tx, write) => tx.ExecuteAsync("UPDATE mailbox_left SET next_at = 0", null, write), ct);
                return (await desk.SubjectsAsync()).Count == 4;
            },
            "the mail is taken in", Soon, Ct);
        await Eventually.HoldsAsync(async _ => (await desk.AlarmsAsync()).Count == 0, "the alarm goes", Soon, Ct);
    }

    private static void SetMode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode);
    }

    private static Task<List<long>> QuarantineAsync(MailboxDesk desk) =>
        desk.Hub.Store.ReadAsync((db, read) => db.ListAsync<long>("SELECT size FROM quarantine", null, read), Ct);

    private static async Task<long> SourcesAsync(MailboxDesk desk, string subject) => await desk.Hub.Store.ReadAsync(
        (db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM messages WHERE subject = @subject", new { subject }, read), Ct);
}
