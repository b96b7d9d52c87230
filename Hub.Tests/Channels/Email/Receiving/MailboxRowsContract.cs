using System.Text;
using Hub.Channels.Email.Receiving;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Contracts;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>What is kept of a mailbox, on both engines.</summary>
public abstract class MailboxRowsContract<TDatabase> : StoreContractBase<TDatabase>
    where TDatabase : ITestDatabase, new()
{
    private static readonly FolderPlace Inbox = new("mail", "hub@imap.example.org", "INBOX");

    [Fact]
    public async Task A_cursor_moves_forward_within_its_validity_only()
    {
        var cursors = new FolderCursors(Store);
        Assert.Null(await cursors.FindAsync(Inbox, Ct));
        var cursor = await cursors.BeginAsync(Inbox, uint.MaxValue, Ct);
        await cursors.MoveAsync(Inbox, cursor with { LastUid = uint.MaxValue, Held = 7 }, Ct);
        // somebody who has lost the lease
        await cursors.MoveAsync(Inbox, cursor with { LastUid = 5, Held = 5 }, Ct);
        await cursors.MoveAsync(Inbox, new FolderCursor(3, uint.MaxValue, 9), Ct);
        Assert.Equal(new FolderCursor(uint.MaxValue, uint.MaxValue, 7), await cursors.FindAsync(Inbox, Ct));
        Assert.Null(await cursors.FindAsync(Inbox with { Folder = "Sent" }, Ct));
        Assert.Null(await cursors.FindAsync(Inbox with { Mailbox = "hub@other.example.org" }, Ct));
        await cursors.BeginAsync(Inbox, 8, Ct);
        Assert.Equal(new FolderCursor(8, 0, 0), await cursors.FindAsync(Inbox, Ct));
    }

    [Fact]
    public async Task Mails_that_are_alike_are_told_apart_by_their_order_whatever_their_numbers_are()
    {
        var receptions = new Receptions(Store);
        var mail = Encoding.ASCII.GetBytes("From: ann@example.org\r\n\r\nalike\r\n");
        var at = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        var names = new List<string>();
        foreach (var uid in new[] { 4u, 9u, 10u }) names.Add(await receptions.NameAsync(Inbox, 1, new MailEntry(uid, mail.Length, at), mail, Ct));
        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names[1], await receptions.NameAsync(Inbox, 1, new MailEntry(9, mail.Length, at), mail, Ct));
        var again = new List<string>();
        foreach (var uid in new[] { 1u, 2u, 3u }) again.Add(await receptions.NameAsync(Inbox, 2, new MailEntry(uid, mail.Length, at), mail, Ct));
        Assert.Equal(names, again);
        Assert.DoesNotContain(await receptions.NameAsync(Inbox, 2, new MailEntry(4, mail.Length, at.AddSeconds(1)), mail, Ct), names);
        // one that has a Message-ID is known by that
        var named = Encoding.ASCII.GetBytes("Message-ID: <m@example.org>\r\n\r\nalike\r\n");
        Assert.Equal(
            await receptions.NameAsync(Inbox, 2, new MailEntry(5, 1, at), named, Ct), await receptions.NameAsync(Inbox, 2, new MailEntry(6, 1, at), named, Ct));

        await new FolderCursors(Store).BeginAsync(Inbox, 3, Ct);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM mailbox_nameless"));
    }

    [Fact]
    public async Task A_mail_that_was_left_is_due_later_and_later()
    {
        var left = new LeftMails(Store);
        await left.LeaveAsync(Inbox, 1, new LeftMail(7, 0), Ct);
        await left.LeaveAsync(Inbox, 1, new LeftMail(8, 0), Ct);
        Assert.Empty(await left.DueAsync(Inbox, 1, Ct));
        await ExecuteAsync("UPDATE mailbox_left SET next_at = 0 WHERE uid = 7", null);
        var due = Assert.Single(await left.DueAsync(Inbox, 1, Ct));
        Assert.Equal(new LeftMail(7, 1), due);
        await left.LeaveAsync(Inbox, 1, due, Ct);
        Assert.Equal(2, await CountAsync("SELECT tries FROM mailbox_left WHERE uid = 7"));
        Assert.True(await CountAsync("SELECT next_at FROM mailbox_left WHERE uid = 7") > await CountAsync("SELECT next_at FROM mailbox_left WHERE uid = 8"));
        Assert.False(await left.SettleAsync(Inbox, 1, 7, Ct));
        Assert.True(await left.SettleAsync(Inbox, 1, 8, Ct));
    }
}
