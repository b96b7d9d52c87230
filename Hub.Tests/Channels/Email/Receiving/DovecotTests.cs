using Hub.Core.Alarms;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Mails fetched from the IMAP server that is used most.</summary>
public sealed class DovecotTests : MailboxContract
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override async Task<IMailboxServer> StartAsync() => await DovecotMailbox.StartAsync(Ct);

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
}
