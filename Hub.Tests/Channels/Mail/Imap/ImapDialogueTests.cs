using Hub.Channels.Mail;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>What the client says, and what it understands however it is cut on its way.</summary>
public sealed class ImapDialogueTests : IDisposable
{
    private const string Mail = "Subject: (x) {3}\r\n\r\n\"Hello\"\r\n\0\x80\xff * 1 EXISTS\r\n";

    private readonly ImapRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Chunking> Chunkings => [.. Enum.GetValues<Chunking>()];

    public void Dispose() => _rig.Dispose();

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task Mails_are_listed_fetched_and_moved(Chunking chunking)
    {
        await using var server = new ScriptedImap { Chunking = chunking };
        server.Folder.Put(3, Mail);
        server.Folder.Put(9, "Subject: y\r\n\r\n");
        var options = new ImapOptions
        {
            Host = "localhost", Port = server.Port, Security = MailSecurity.None, User = ImapRig.User, Password = _rig.Smtp.PasswordFile(), After = MailAfter.Move, MoveTo = "a \"b\" ä",
        };
        await using (var folder = await ImapRig.OpenAsync(options))
        {
            Assert.Equal((7u, 2u), (folder.Validity, folder.Count));
            var listed = await folder.ListAsync(0, 10, true, Ct);
            Assert.Equal([(3u, (long?)Mail.Length), (9u, 14L)], listed.Select(mail => (mail.Uid, mail.Size)));
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero), listed[0].At);
            Assert.Equal([9u], (await folder.ListAsync(3, 10, true, Ct)).Select(mail => mail.Uid));
            Assert.Equal([3u], (await folder.ListAsync(0, 1, true, Ct)).Select(mail => mail.Uid));
            Assert.Empty(await folder.ListAsync(9, 10, true, Ct));
            Assert.Null(await folder.FindAsync(4, Ct));
            Assert.Equal([Mail, "Subject: y\r\n\r\n"], await ImapRig.FetchAsync(folder, listed));
            Assert.Null(await folder.SettleAsync([3, 9], Ct));
            Assert.Equal(0u, folder.Count);
        }

        await Eventually.HoldsAsync(() => server.Heard[^1] == "LOGOUT", "the client says farewell", TimeSpan.FromSeconds(10), Ct);
        Assert.Contains("SELECT \"INBOX\"", server.Heard);
        Assert.Contains("UID MOVE 3,9 \"a \\\"b\\\" &AOQ-\"", server.Heard);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task What_nobody_asked_for_is_understood_and_passed_over(Chunking chunking)
    {
        await using var server = new ScriptedImap { Chunking = chunking };
        server.Folder.Put(1, Mail);
        server.Say(
            "UID FETCH",
            "* 1 FETCH (FLAGS (\\Seen (deep (er))) UID 1 RFC822.SIZE 5 MODSEQ (12) INTERNALDATE \" 1-Jan-2026 00:00:00 -0100\" X-GM-MSGID 1278455344230334865)\r\n"
            + "* OK [HIGHESTMODSEQ 715194045007] braces {5}\r\n* NO {3}\r\n* 4 EXISTS\r\n* 2 EXPUNGE\r\n* 1 RECENT\r\n* FLAGS (\\Seen)\r\n* VANISHED (EARLIER) 41,43:116\r\n"
            + "* LIST (\\Noselect) \"/\" {4}\r\na b)\r\n* 2 FETCH (FLAGS ())\r\n{tag} OK [X {9}] done {7}\r\n");
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        var mail = Assert.Single(await folder.ListAsync(0, 10, true, Ct));
        Assert.Equal(new MailEntry(1, 5, new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero)), mail);
        Assert.Equal(3u, folder.Count);
        // told meanwhile: there is something to look at
        await folder.WaitAsync(TimeSpan.FromHours(1), Ct);
        Assert.DoesNotContain("IDLE", server.Heard);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task The_server_tells_of_a_mail_while_it_is_waited_for(Chunking chunking)
    {
        await using var server = new ScriptedImap { Chunking = chunking };
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        Assert.Empty(await folder.ListAsync(0, 10, true, Ct));
        var waiting = folder.WaitAsync(TimeSpan.FromHours(1), Ct);
        await Eventually.HoldsAsync(() => server.Heard[^1] == "IDLE", "it idles", TimeSpan.FromSeconds(10), Ct);
        server.Folder.Put(1, Mail);
        await waiting;
        Assert.Single(await folder.ListAsync(0, 10, true, Ct));
        // and a wait without news ends by itself, on a line that stays good
        await folder.WaitAsync(TimeSpan.FromMilliseconds(50), Ct);
        await folder.WaitAsync(TimeSpan.FromMilliseconds(50), Ct);
        Assert.Single(await folder.ListAsync(0, 10, true, Ct));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task Words_of_signing_in_wait_until_the_server_asks_for_them(Chunking chunking)
    {
        await using var server = new ScriptedImap { Chunking = chunking, Offers = "IMAP4rev1 AUTH=PLAIN" };
        var words = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0{ImapRig.User}\0{SmtpRig.Password}"));
        server.Say("AUTHENTICATE PLAIN", "+ \r\n");
        // a line without a tag
        server.Say(words, "H2 OK welcome\r\n");
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        Assert.Equal(["CAPABILITY", "AUTHENTICATE PLAIN", words, "CAPABILITY"], server.Heard.Take(4));
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task What_cannot_stand_in_quotes_goes_as_a_literal(Chunking chunking)
    {
        await using var server = new ScriptedImap { Chunking = chunking, Offers = "IMAP4rev1" };
        server.Say("LOGIN", "+ go on\r\n");
        // the second word of the password: the first stands where a tag would
        server.Say("pässword", "H2 OK welcome\r\n");
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        Assert.Equal(["CAPABILITY", $"LOGIN \"{ImapRig.User}\" {{16}}", "pässword", "CAPABILITY"], server.Heard.Take(4));
    }

    [Fact]
    public async Task A_mail_of_which_the_server_knows_nothing_is_listed_all_the_same()
    {
        await using var server = new ScriptedImap();
        for (var uid = 1u; uid <= 3; uid++) server.Folder.Put(uid, Mail);
        server.Say("UID FETCH 1:* (UID RFC822.SIZE", "* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE \"20-Nov-2026 10:00:00 +0800\")\r\n{tag} NO [SERVERBUG] cannot\r\n");
        server.Say("UID FETCH 1:* (UID)", "* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\n{tag} OK done\r\n");
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        Assert.Equal([(1u, (long?)5), (2u, null), (3u, null)], (await folder.ListAsync(0, 10, true, Ct)).Select(mail => (mail.Uid, mail.Size)));
    }

    [Fact]
    public async Task Without_move_a_mail_is_copied_and_expunged_into_a_folder_that_is_made()
    {
        await using var server = new ScriptedImap { Offers = "IMAP4rev1 UIDPLUS" };
        server.Folder.Put(1, Mail);
        server.Say("UID COPY", "{tag} NO [TRYCREATE] make it first\r\n");
        var options = new ImapOptions
        {
            Host = "localhost", Port = server.Port, Security = MailSecurity.None, User = ImapRig.User, Password = _rig.Smtp.PasswordFile(), After = MailAfter.Move, MoveTo = "Done",
        };
        await using var folder = await ImapRig.OpenAsync(options);
        Assert.Null(await folder.SettleAsync([1], Ct));
        Assert.Equal(
            ["UID COPY 1 \"Done\"", "CREATE \"Done\"", "UID COPY 1 \"Done\"", "UID STORE 1 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1"],
            server.Heard.SkipWhile(command => !command.StartsWith("UID COPY", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_uidplus_nobody_elses_mails_are_expunged()
    {
        await using var server = new ScriptedImap { Offers = "IMAP4rev1" };
        server.Folder.Put(1, Mail);
        var options = new ImapOptions
        {
            Host = "localhost", Port = server.Port, Security = MailSecurity.None, User = ImapRig.User, Password = _rig.Smtp.PasswordFile(), After = MailAfter.Delete,
        };
        await using var folder = await ImapRig.OpenAsync(options);
        Assert.Null(await folder.SettleAsync([1], Ct));
        Assert.DoesNotContain(server.Heard, command => command.Contains("EXPUNGE", StringComparison.Ordinal));
    }
}
