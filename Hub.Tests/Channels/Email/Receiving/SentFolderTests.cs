using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>What people send from their own mail programs, found in the folder of sent mails of a real server.</summary>
public sealed class SentFolderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(@"\Sent", "keep")]
    [InlineData("Sent", "delete")]
    public async Task An_answer_from_a_mail_program_stands_in_its_conversation_and_the_thread_goes_on(string folder, string after)
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        server.Drop(MailboxDesk.Mail("one"));
        // the folder of sent mails is read last, whichever line is faster
        server.Drop(Answer("sent-1", "one"), "Sent");
        await using var desk = await MailboxDesk.StartAsync(server, ("SentFolders__0", folder), ("After", after));
        await MessagesAsync(desk, 2);
        var conversation = Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/conversations"))!;
        Assert.Null(conversation["waitingSince"]);
        var shown = await ShownAsync(desk, conversation);
        Assert.Equal([("in", "received"), ("out", "accepted")], shown.Select(message => (message!.Text("direction"), message!.Text("state"))));
        Assert.Equal("It is on its way.", shown[1]!.Text("newText").Trim());

        server.Drop(MailboxDesk.Mail("two", more: "In-Reply-To: <sent-1@example.org>\r\n"));
        await desk.ArrivedAsync("one", "two");
        Assert.Equal(3, (await ShownAsync(desk, conversation)).Count);
        var answered = await desk.Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{conversation.Text("id")}/messages", """{"text":"Fine."}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var mail = await OutboxAsync(desk, answered.Text("id"));
        Assert.Equal(["two@example.org", "sent-1@example.org", "one@example.org"], mail.Read.References);

        // our own mail, which a server keeps there too, is no other message, and settles what nobody knew
        await desk.Hub.Store.WriteAsync((tx, write) => tx.ExecuteAsync("UPDATE deliveries SET state = 'unknown', provider_id = NULL", null, write), Ct);
        server.Drop(mail.Text, "Sent");
        server.Drop(Answer("sent-2", "two"), "Sent");
        await MessagesAsync(desk, 5);
        // the two are taken in side by side
        await Eventually.HoldsAsync(
            async _ => Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/deliveries"))!.Text("state") == "accepted", "it is settled", Soon, Ct);
        Assert.Equal(3, server.Mails("Sent").Count);
        Assert.Empty(await desk.AlarmsAsync());
    }

    [Fact]
    public async Task Another_uidvalidity_doubles_nothing()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        for (var i = 0; i < 10; i++) server.Drop(Answer($"sent-{i}", "nothing"), "Sent");
        server.Drop(Answer("sent-0", "nothing"), "Sent");
        await using var desk = await MailboxDesk.StartAsync(server, ("SentFolders__0", "Sent"));
        await MessagesAsync(desk, 10);
        await desk.ReadToAsync("Sent", 11);
        await server.StopAsync(Ct);
        server.Drop(Answer("late", "nothing"), "Sent");
        await server.ForgetNumbersAsync(Ct);
        await MessagesAsync(desk, 11);
        Assert.Contains(desk.Hub.Log.All, line => line.Contains("UIDVALIDITY", StringComparison.Ordinal));
        // one customer is named in all of them, and nobody waits
        Assert.Empty(await Centre.ItemsAsync(desk.Hub.Admin, "/conversations?view=waiting"));
        Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/contacts"));
    }

    [Fact]
    public async Task D08_where_the_date_is_nonsense_the_mailbox_says_when_it_came()
    {
        await using var server = await DovecotMailbox.StartAsync(Ct);
        var came = new DateTimeOffset(2026, 11, 19, 8, 30, 0, TimeSpan.Zero);
        foreach (var (name, date) in new[] { ("never", "never"), ("first", "Thu, 01 Jan 1970 00:00:00 +0000"), ("last", "Fri, 31 Dec 9999 23:59:59 +0000") })
            server.Drop(MailboxDesk.Mail(name).Replace("Fri, 20 Nov 2026 10:00:00 +0800", date, StringComparison.Ordinal), at: came);
        server.Drop(MailboxDesk.Mail("sane"), at: came);
        await using var desk = await MailboxDesk.StartAsync(server);
        await desk.ArrivedAsync(4);
        var times = await desk.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<long>("SELECT at FROM messages ORDER BY subject", null, read), Ct);
        var sane = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        Assert.Equal([came, came, came, sane], times.Select(DateTimeOffset.FromUnixTimeMilliseconds));
        // the original is shown
        var kept = await desk.Hub.Store.ReadAsync((db, read) => db.ListAsync<long>("SELECT size FROM message_originals", null, read), Ct);
        Assert.Equal(4, kept.Count);
    }

    private static string Answer(string id, string to) =>
        $"""
        Message-ID: <{id}@example.org>
        Date: Fri, 20 Nov 2026 11:00:00 +0800
        From: Support <support@localhost>
        To: ann@example.org
        Subject: Re: {to}
        In-Reply-To: <{to}@example.org>

        It is on its way.

        On Fri, 20 Nov 2026 at 10:00, <ann@example.org> wrote:
        > {to}

        """;

    /// <summary>Waits until so many messages are there, and no more.</summary>
    private static async Task MessagesAsync(MailboxDesk desk, int count)
    {
        await Eventually.HoldsAsync(async _ => await CountAsync() >= count, $"{count} messages", Soon, Ct);
        Assert.Equal(count, await CountAsync());

        Task<long> CountAsync() => desk.Hub.Store.ReadAsync(
            async (db, read) => await db.FirstAsync<long>("SELECT COUNT(*) FROM messages", null, read), Ct);
    }

    private static Task<JsonArray> ShownAsync(MailboxDesk desk, JsonNode conversation) =>
        Centre.ItemsAsync(desk.Hub.Admin, $"/conversations/{conversation.Text("id")}/messages");

    private static async Task<SentMail> OutboxAsync(MailboxDesk desk, string message)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(
            async _ => (found = (await Centre.ItemsAsync(desk.Hub.Admin, "/channels/mail/outbox")).FirstOrDefault(item => item!.Text("messageId") == message)) is not null,
            "the answer lies in the outbox", Soon, Ct);
        var octets = await desk.Hub.Admin.GetByteArrayAsync($"/api/v1/channels/mail/outbox/{found!.Text("id")}", Ct);
        return new SentMail(Guid.Parse(message), Guid.Parse(found!.Text("id")), octets);
    }
}
