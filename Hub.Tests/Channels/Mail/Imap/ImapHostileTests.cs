using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>Servers that lie, and those who sit on the way to them (D17 of the catalogue of bad input).</summary>
public sealed class ImapHostileTests : IDisposable
{
    private readonly ImapRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Chunking> Chunkings => [.. Enum.GetValues<Chunking>()];

    public static TheoryData<string> Garbage =>
    [
        "", "nonsense\r\n", "* \r\n", "{tag}\r\n", "{tag} WHAT\r\n", "H99 OK not mine\r\n", "+ go on\r\n", "* 99999999999 EXISTS\r\n* 1 FETCH (UID x RFC822.SIZE 1)\r\n",
        "* 1 FETCH (UID 1 RFC822.SIZE)\r\n", "* 1 FETCH UID\r\n", "* 1 FETCH (UID 4294967296 RFC822.SIZE 1)\r\n", "* BYE later\r\n", new string('x', 100_000),
        "* 1 FETCH (" + new string('(', 5000) + "\r\n", "* " + new string('1', 5000) + " EXISTS\r\n",
    ];

    public void Dispose() => _rig.Dispose();

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task A_password_goes_only_through_tls(Chunking chunking)
    {
        var (certificate, caFile) = _rig.Smtp.Certificate();
        await using var server = new ScriptedImap { Chunking = chunking, Certificate = certificate, Offers = "IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR" };
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server, MailSecurity.StartTls, caFile));
        var words = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{ImapRig.User}\0{SmtpRig.Password}"));
        Assert.Equal(["CAPABILITY", "STARTTLS", "CAPABILITY", "AUTHENTICATE PLAIN " + words, "CAPABILITY", "EXAMINE \"INBOX\""], server.Heard);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D17_what_was_said_before_tls_is_not_taken_as_said_within(Chunking chunking)
    {
        var (certificate, caFile) = _rig.Smtp.Certificate();
        await using var server = new ScriptedImap { Chunking = chunking, Certificate = certificate, Offers = "IMAP4rev1 STARTTLS AUTH=PLAIN" };
        server.Say("STARTTLS", "{tag} OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nH3 OK done\r\n");
        await FailsAsync(server, MailSecurity.StartTls, caFile);
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D17_an_answer_before_the_question_is_not_the_servers(Chunking chunking)
    {
        var (certificate, caFile) = _rig.Smtp.Certificate();
        await using var server = new ScriptedImap { Chunking = chunking, Certificate = certificate, Offers = "IMAP4rev1 STARTTLS AUTH=PLAIN" };
        server.Say("", "* OK hello\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\nH1 OK done\r\nH2 OK go on\r\nH3 OK done\r\nH4 OK welcome\r\n");
        await FailsAsync(server, MailSecurity.StartTls, caFile);
    }

    [Theory]
    [InlineData("* OK hello\r\n", "IMAP4rev1 AUTH=PLAIN")]
    [InlineData("* PREAUTH you are in\r\n", "IMAP4rev1 STARTTLS")]
    public async Task D17_without_starttls_nothing_is_read(string greeting, string offers)
    {
        await using var server = new ScriptedImap { Offers = offers };
        server.Say("", greeting);
        await Assert.ThrowsAsync<MailStoreRefusedException>(() => ImapRig.OpenAsync(_rig.Options(server, MailSecurity.StartTls)));
        Assert.DoesNotContain(server.Heard, command => command is not ("CAPABILITY" or "LOGOUT"));
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("other.example.org", true)]
    public async Task D17_a_certificate_that_is_not_trusted_gets_no_password(string name, bool trusted)
    {
        var (certificate, caFile) = _rig.Smtp.Certificate(name);
        await using var server = new ScriptedImap { Certificate = certificate, Offers = "IMAP4rev1 STARTTLS AUTH=PLAIN" };
        await Assert.ThrowsAsync<MailStoreRefusedException>(() => ImapRig.OpenAsync(_rig.Options(server, MailSecurity.StartTls, trusted ? caFile : "")));
        Assert.Equal(["CAPABILITY", "STARTTLS"], server.Heard);
    }

    [Theory]
    [InlineData("AUTHENTICATE", "{tag} NO [AUTHENTICATIONFAILED] wrong\r\n", true)]
    [InlineData("AUTHENTICATE", "+ \r\n{tag} NO wrong\r\n", true)]
    [InlineData("AUTHENTICATE", "{tag} NO [UNAVAILABLE] later\r\n", false)]
    [InlineData("EXAMINE", "{tag} NO [NONEXISTENT] no such folder\r\n", true)]
    [InlineData("EXAMINE", "* 1 EXISTS\r\n{tag} OK no validity\r\n", true)]
    [InlineData("CAPABILITY", "{tag} BAD what\r\n", false)]
    [InlineData("", "* BYE full\r\n", false)]
    public async Task A_refusal_is_told_from_a_server_that_is_busy(string word, string answer, bool refused)
    {
        await using var server = new ScriptedImap();
        server.Say(word, answer);
        var error = await Record.ExceptionAsync(() => ImapRig.OpenAsync(_rig.Options(server)));
        Assert.Equal(refused ? typeof(MailStoreRefusedException) : typeof(MailStoreBrokenException), error?.GetType());
        Assert.DoesNotContain(SmtpRig.Password, error!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task What_is_no_imap_ends_the_line_and_nothing_else(string garbage)
    {
        await using var server = new ScriptedImap();
        server.Folder.Put(1, "x");
        server.Say("UID FETCH", garbage + ScriptedImap.Drop);
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        await Assert.ThrowsAsync<MailStoreBrokenException>(() => folder.ListAsync(0, 10, true, Ct));
    }

    [Theory]
    [InlineData("{99999999}", true)]
    [InlineData("{4294967295}", true)]
    [InlineData("NIL", false)]
    public async Task A_mail_that_is_not_as_it_was_told_is_not_fetched(string body, bool lineIsLost)
    {
        await using var server = new ScriptedImap();
        server.Folder.Put(1, "x");
        server.Say("UID FETCH 1 (UID BODY", $"* 1 FETCH (UID 1 BODY[] {body}{(lineIsLost ? "\r\nbytes" : ")")}\r\n{{tag}} OK done\r\n");
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        var listed = await folder.ListAsync(0, 10, true, Ct);
        var error = await Assert.ThrowsAsync<MailNotFetchedException>(() => ImapRig.FetchAsync(folder, listed));
        Assert.Equal(lineIsLost, error.LineIsLost);
    }

    [Fact]
    public async Task Several_mails_that_are_larger_than_told_do_not_fill_the_memory()
    {
        await using var server = new ScriptedImap();
        for (var uid = 1u; uid <= 3; uid++) server.Folder.Put(uid, new string('x', 100_000), says: 10);
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server));
        var listed = await folder.ListAsync(0, 10, true, Ct);
        await Assert.ThrowsAsync<MailNotFetchedException>(() => ImapRig.FetchAsync(folder, listed));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        await using var server = new ScriptedImap();
        server.Folder.Put(1, "x");
        server.Say("UID FETCH", "* 1 FETCH (UID 1 RFC" + ScriptedImap.Hang);
        await using var folder = await ImapRig.OpenAsync(_rig.Options(server), time: _rig.Smtp.Time);
        var listing = folder.ListAsync(0, 10, true, Ct);
        await Eventually.HoldsAsync(
            () =>
            {
                _rig.Smtp.Time.Advance(TimeSpan.FromSeconds(11));
                return listing.IsCompleted;
            },
            "the wait ends", TimeSpan.FromSeconds(20), Ct);
        await Assert.ThrowsAsync<MailStoreBrokenException>(() => listing);
    }

    private async Task FailsAsync(ScriptedImap server, MailSecurity security, string caFile)
    {
        var error = await Record.ExceptionAsync(() => ImapRig.OpenAsync(_rig.Options(server, security, caFile)));
        Assert.True(error is MailStoreBrokenException or MailStoreRefusedException, error?.ToString());
        Assert.DoesNotContain(server.Heard, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("LOGIN", StringComparison.Ordinal));
    }
}
