using System.Globalization;
using Hub.Core.Alarms;
using Hub.Tests.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Whatever a mail server does, each mail that it hands out is there once, and one that it does not hand out holds nobody up.</summary>
public sealed class HostileMailboxTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly string[] Three = ["one", "three", "two"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "* OK hel")]
    [InlineData("CAPABILITY", "* CAPABILITY IMAP4rev1\r\n")]
    [InlineData("AUTHENTICATE", "")]
    [InlineData("SELECT", "* 3 EXISTS\r\n")]
    [InlineData("UID FETCH 1:* (UID RFC822.SIZE", "* 1 FETCH (UID 1 RFC822.SIZE 150)\r\n")]
    [InlineData("UID FETCH 1:3 (UID BODY", "* 1 FETCH (UID 1 BODY[] {150}\r\nMessage-ID: <x")]
    [InlineData("UID FETCH 1:3 (UID BODY", "")]
    [InlineData("UID STORE", "")]
    [InlineData("IDLE", "")]
    [InlineData("DONE", "")]
    public async Task A_line_that_ends_is_made_anew(string word, string before)
    {
        await using var server = Server();
        // twice, for the second try goes another way
        server.Say(word, before + ScriptedImap.Drop, "* BYE see you\r\n");
        await using var desk = await StartAsync(server, ("After", "markSeen"));
        await desk.ArrivedAsync(Three);
        server.Folder.Put(4, MailboxDesk.Mail("zoo"));
        await desk.ArrivedAsync([.. Three, "zoo"]);
        await Eventually.HoldsAsync(
            () => Enumerable.Range(1, 4).All(uid => server.Heard.Any(command => Stores(command, (uint)uid))), "each is marked", Soon, Ct);
    }

    [Theory]
    [InlineData(Chunking.AllAtOnce)]
    [InlineData(Chunking.ByteByByte)]
    public async Task A_mail_that_the_server_does_not_hand_out_is_asked_for_again_later(Chunking chunking)
    {
        await using var server = Server(chunking);
        const string No = "{tag} NO [SERVERBUG] cannot\r\n";
        server.Say("UID FETCH 1:3 (UID BODY", No);
        server.Say("UID FETCH 2:3 (UID BODY", No);
        server.Say("UID FETCH 2 (UID BODY", No, No);
        await using var desk = await StartAsync(server, ("PollSeconds", "5"));
        await desk.ArrivedAsync("one", "three");
        var alarm = await desk.AlarmAsync(AlarmKinds.MailNotFetched);
        Assert.Equal("mail:INBOX", alarm.Subject);
        Assert.Contains("UID 2", alarm.Text, StringComparison.Ordinal);

        await Eventually.HoldsAsync(
            async _ =>
            {
                await DueAsync(desk);
                return (await desk.SubjectsAsync()).Count == 3;
            },
            "the mail is taken in", Soon, Ct);
        await Eventually.HoldsAsync(async _ => (await desk.AlarmsAsync()).Count == 0, "the alarm goes", Soon, Ct);
    }

    [Fact]
    public async Task A_mail_that_is_left_out_is_asked_for_by_itself_and_then_left()
    {
        await using var server = Server();
        const string Nothing = "{tag} OK done\r\n";
        foreach (var set in new[] { "1:3", "2:3", "2" }) server.Say($"UID FETCH {set} (UID BODY", Nothing);
        await using var desk = await StartAsync(server);
        await desk.ArrivedAsync("one", "three");
        Assert.Contains("UID 2", (await desk.AlarmAsync(AlarmKinds.MailNotFetched)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A20_a_server_that_lies_about_a_size_holds_up_no_other_mail()
    {
        await using var server = new ScriptedImap();
        server.Folder.Put(1, MailboxDesk.Mail("one"), says: 20);
        server.Folder.Put(2, MailboxDesk.Mail("huge") + new string('x', 2 << 20), says: 100);
        server.Folder.Put(3, MailboxDesk.Mail("three"), says: 300_000);
        await using var desk = await StartAsync(server, ("MaxMessageBytes", (1 << 20).ToString(CultureInfo.InvariantCulture)));
        await desk.ArrivedAsync("one", "three");
        Assert.Contains("UID 2", (await desk.AlarmAsync(AlarmKinds.MailNotFetched)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A19_a_mail_that_is_too_large_is_not_fetched_but_told()
    {
        await using var server = Server();
        server.Folder.Put(2, MailboxDesk.Mail("two"), says: 2 << 20);
        await using var desk = await StartAsync(server, ("MaxMessageBytes", (1 << 20).ToString(CultureInfo.InvariantCulture)), ("After", "delete"));
        await desk.ArrivedAsync("one", "three");
        var alarm = await desk.AlarmAsync(AlarmKinds.MailTooLarge);
        Assert.Equal("mail", alarm.Subject);
        Assert.Contains("UID 2", alarm.Text, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => server.Folder.Count == 1, "the others are deleted", Soon, Ct);
        Assert.DoesNotContain(server.Heard, command => command.StartsWith("UID FETCH 2 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task P25_a_mail_behind_the_cursor_is_an_alarm_and_taken_in()
    {
        await using var server = Server();
        await using var desk = await StartAsync(server, ("PollSeconds", "5"));
        await desk.ArrivedAsync(Three);
        server.Folder.Put(20, MailboxDesk.Mail("twenty"));
        await desk.ArrivedAsync([.. Three, "twenty"]);
        server.Folder.Put(10, MailboxDesk.Mail("ten"));
        await desk.ArrivedAsync([.. Three, "ten", "twenty"]);
        var alarm = await desk.AlarmAsync(AlarmKinds.MailboxDiffers);
        Assert.Equal(("mail:INBOX", 1L), (alarm.Subject, alarm.Times));
        Assert.Contains("5 mails", alarm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_counts_a_mail_which_it_does_not_list_is_asked_once()
    {
        await using var server = Server();
        const string Four = "* 4 EXISTS\r\n{tag} OK done\r\n";
        server.Say("SELECT", "* OK [UIDVALIDITY 7]\r\n" + Four);
        server.Say("NOOP", Four, Four);
        await using var desk = await StartAsync(server, ("After", "markSeen"));
        await Eventually.HoldsAsync(() => server.Heard.Contains("IDLE"), "it waits for more", Soon, Ct);
        Assert.Equal(2, server.Heard.Count(command => command.StartsWith("UID FETCH 1:* ", StringComparison.Ordinal)));
        Assert.Equal(1L, (await desk.AlarmAsync(AlarmKinds.MailboxDiffers)).Times);
        await desk.ArrivedAsync(Three);
    }

    [Fact]
    public async Task A_server_that_tells_nothing_is_looked_at_again_and_again()
    {
        await using var server = new ScriptedImap { Offers = "IMAP4rev1" };
        server.Folder.Put(1, MailboxDesk.Mail("one"));
        await using var desk = await StartAsync(server, ("PollSeconds", "5"));
        await desk.ArrivedAsync("one");
        server.Folder.Put(2, MailboxDesk.Mail("two"));
        await desk.ArrivedAsync("one", "two");
        Assert.Contains("NOOP", server.Heard);
    }

    [Fact]
    public async Task What_cannot_be_marked_is_taken_in_all_the_same_and_told()
    {
        await using var server = Server();
        server.Say("UID STORE", "{tag} NO [NOPERM] read only\r\n");
        await using var desk = await StartAsync(server, ("After", "markSeen"));
        await desk.ArrivedAsync(Three);
        Assert.Contains("NO NOPERM", (await desk.AlarmAsync(AlarmKinds.MailboxNotWritable)).Text, StringComparison.Ordinal);
        server.Folder.Put(4, MailboxDesk.Mail("zoo"));
        await desk.ArrivedAsync([.. Three, "zoo"]);
        await Eventually.HoldsAsync(async _ => (await desk.AlarmsAsync()).Count == 0, "the alarm goes", Soon, Ct);
    }

    [Fact]
    public async Task What_came_before_a_day_is_left_there()
    {
        await using var server = Server();
        server.Folder.Put(2, MailboxDesk.Mail("two"), day: "21-Nov-2026");
        await using var desk = await StartAsync(server, ("Since", "2026-11-21"));
        await desk.ArrivedAsync("two");
        server.Folder.Put(4, MailboxDesk.Mail("zoo"), day: "22-Nov-2026");
        await desk.ArrivedAsync("two", "zoo");
    }

    [Fact]
    public async Task A_trace_block_in_a_mail_of_a_mailbox_is_the_senders_word()
    {
        await using var server = new ScriptedImap();
        server.Folder.Put(1, "Return-Path: <ceo@bank.example>\r\nDelivered-To: support@localhost\r\nReceived: from a.example ([127.0.0.1])\r\n"
            + "\tby mx.example with ESMTP id 0197;\r\n\tFri, 20 Nov 2026 02:00:00 +0000\r\nFrom: x@evil.example, y@evil.example\r\nMessage-ID: <e@evil>\r\nSubject: e\r\n\r\nx\r\n");
        await using var desk = await StartAsync(server);
        await desk.ArrivedAsync("e");
        var from = await desk.Hub.Store.ReadAsync((db, read) => db.ListAsync<string>("SELECT from_address FROM messages", null, read), Ct);
        Assert.Equal(["x@evil.example"], from);
    }

    private static ScriptedImap Server(Chunking chunking = Chunking.AllAtOnce)
    {
        var server = new ScriptedImap { Chunking = chunking };
        server.Folder.Put(1, MailboxDesk.Mail("one"));
        server.Folder.Put(2, MailboxDesk.Mail("two"));
        server.Folder.Put(3, MailboxDesk.Mail("three"));
        return server;
    }

    private static Task<MailboxDesk> StartAsync(ScriptedImap server, params (string Key, string Value)[] imap) => MailboxDesk.StartAsync(
        "s3cret", [("Host", "localhost"), ("Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Security", "none"), ("User", "hub"), .. imap]);

    private static Task<int> DueAsync(MailboxDesk desk) => desk.Hub.Store.WriteAsync((tx, ct) => tx.ExecuteAsync("UPDATE mailbox_left SET next_at = 0", null, ct), Ct);

    private static bool Stores(string command, uint uid)
    {
        if (!command.StartsWith("UID STORE ", StringComparison.Ordinal)) return false;
        return command.Split(' ')[2].Split(',').Select(range => range.Split(':').Select(uint.Parse).ToList()).Any(ends => uid >= ends[0] && uid <= ends[^1]);
    }
}
