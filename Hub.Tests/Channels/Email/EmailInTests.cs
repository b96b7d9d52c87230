using System.Net;
using System.Text.Json.Nodes;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What becomes of a mail that comes in.</summary>
public sealed class EmailInTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_a_conversation_of_its_sender()
    {
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail with { From = $"\"Ann Lee\" <{mail.From}>", ReturnPath = mail.From, Subject = "=?utf-8?B?5oqV6K+J?=" });
        var conversation = await desk.ConversationAsync(arrived.Conversation);
        Assert.Equal(("投诉", "mail", "open"), (conversation.Text("subject"), conversation.Text("channel"), conversation.Text("status")));
        var message = Assert.Single(await desk.MessagesAsync(arrived.Conversation))!;
        Assert.Equal(("in", "received", "new", "投诉"), (message.Text("direction"), message.Text("state"), message.Text("joinedBy"), message.Text("subject")));
        Assert.Equal((mail.From, "Ann Lee"), (message["from"]!.Text("address"), message["from"]!.Text("name")));
        Assert.False(message["from"]!["verified"]!.GetValue<bool>());
        Assert.Equal("Hello, where is it?", message.Text("text").Trim());
        Assert.Equal("2026-11-20T02:00:00+00:00", message.Text("at"));
        Assert.Empty(message["flags"]!.AsArray());
    }

    [Fact]
    public async Task Text_clean_html_and_files_are_shown_and_downloadable()
    {
        const string Body =
            "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
            + "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
            + "--a\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nxOO6ww==\r\n"
            + "--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=\"x()\">你好<script>alert(1)</script></p>\r\n--a--\r\n"
            + "--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%E5%8F%91%E7%A5%A8.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m--\r\n";
        var message = await desk.MessageAsync(await desk.ArriveAsync(desk.Mail() with { Body = Body }));
        Assert.Equal("你好", message.Text("text").Trim());
        Assert.Contains("你好", message.Text("html"), StringComparison.Ordinal);
        foreach (var evil in (string[])["script", "onclick", "alert"]) Assert.DoesNotContain(evil, message.Text("html"), StringComparison.OrdinalIgnoreCase);
        var file = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal(("发票.pdf", "application/pdf", 4), (file.Text("name"), file.Text("type"), file["size"]!.GetValue<int>()));
        Assert.Equal("%PDF"u8.ToArray(), await desk.Hub.Admin.GetByteArrayAsync($"/api/v1/attachments/{file.Text("id")}", Ct));
    }

    [Fact]
    public async Task Receivers_and_where_answers_are_wanted_are_shown_without_our_token()
    {
        var mail = desk.Mail();
        var keyed = (await desk.AnswerAsync(await desk.ArriveAsync(mail))).KeyedAddress;
        var message = await desk.MessageAsync(await desk.ArriveAsync(desk.Mail() with
        {
            To = $"Support <{keyed}>, support+orders@localhost",
            Fields = ["Cc: \"Bob, the boss\" <bob@example.org>", "Reply-To: other@example.org"],
        }));
        Assert.Equal(["support@localhost", "support+orders@localhost"], Addresses(message["to"]!));
        Assert.Equal("""[{"address":"bob@example.org","name":"Bob, the boss"}]""", message["cc"]!.ToJsonString());
        Assert.Equal(["other@example.org"], Addresses(message["replyTo"]!));
        Assert.DoesNotContain(keyed, message.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_mail_is_kept_as_it_came_below_the_trace_of_its_reception()
    {
        var mail = desk.Mail() with { Fields = ["X-Odd:  two  blanks"] };
        var arrived = await desk.ArriveAsync(mail);
        var original = await desk.Hub.Admin.GetStringAsync($"/api/v1/conversations/{arrived.Conversation}/messages/{arrived.Message}/original", Ct);
        Assert.StartsWith($"Return-Path: <{mail.From}>\r\nDelivered-To: support@localhost\r\nReceived: ", original, StringComparison.Ordinal);
        Assert.EndsWith("\r\n" + mail.Text, original, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_with_a_null_return_path_is_taken()
    {
        const string Body =
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nNobody there.\r\n"
            + "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n--b--\r\n";
        var arrived = await desk.ArriveAsync(desk.Mail() with { ReturnPath = "", From = "Mail Delivery <mailer-daemon@example.org>", Body = Body });
        var message = await desk.MessageAsync(arrived);
        Assert.Equal("mailer-daemon@example.org", message["from"]!.Text("address"));
        Assert.Equal("Nobody there.", message.Text("text").Trim());
    }

    [Fact]
    public async Task E02_a_mail_with_several_senders_is_his_who_sent_it_not_the_named_victims()
    {
        var victim = desk.Mail();
        var known = await desk.ConversationAsync((await desk.ArriveAsync(victim)).Conversation);
        foreach (var from in (string[])[$"{victim.From}, evil@example.net", $"{victim.From}\r\nFrom: evil@example.net"])
        {
            var arrived = await desk.ArriveAsync(desk.Mail() with { From = from, ReturnPath = "evil@example.net", Fields = [$"References: <{victim.MessageId}>"] });
            var message = await desk.MessageAsync(arrived);
            Assert.Equal("evil@example.net", message["from"]!.Text("address"));
            Assert.Contains(MailFlags.AmbiguousSender, message["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
            var conversation = await desk.ConversationAsync(arrived.Conversation);
            Assert.NotEqual(ContactOf(known), ContactOf(conversation));
            Assert.NotEqual(known.Text("id"), conversation.Text("id"));
        }
    }

    [Theory]
    [InlineData("Fri, 31 Dec 9999 23:59:59 +0000")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 +0000")]
    [InlineData("Fri, 20 Nov 2099 10:00:00 +0000")]
    [InlineData("yesterday")]
    [InlineData("32 Foo 20x6 99:99")]
    public async Task D08_a_date_of_nonsense_gives_way_to_the_reception(string date)
    {
        var began = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var at = (await desk.MessageAsync(await desk.ArriveAsync(desk.Mail() with { Date = date })))["at"]!.GetValue<DateTimeOffset>();
        Assert.InRange(at, began, began.AddMinutes(5));
    }

    [Fact]
    public async Task D06_a_long_message_id_is_answered_and_known_again_but_one_of_200_KB_is_set_aside()
    {
        var mail = desk.Mail() with { MessageId = new string('x', 700) + "@example.org" };
        var first = await desk.ArriveAsync(mail);
        Assert.Equal(first, await desk.ArriveAsync(mail));
        Assert.Equal([mail.MessageId], (await desk.AnswerAsync(first)).Read.References);

        var useless = desk.Mail() with { MessageId = new string('x', 60_000) + "@example.org" };
        Assert.Equal(await desk.ArriveAsync(useless), await desk.ArriveAsync(useless));

        var huge = MailDesk.IdOf(Assert.Single(await desk.OfferAsync(desk.Mail() with { MessageId = new string('x', 200_000) + "@example.org" })));
        Assert.Null(await desk.FindAsync(huge));
        await desk.Hub.Admin.GetAsync($"/api/v1/quarantine/{huge}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Fact]
    public async Task D07_of_a_hundred_thousand_references_the_newest_count()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var many = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"\r\n <old{i}@example.org>"));
        Assert.NotEqual(first.Conversation, (await desk.ArriveAsync(Answer($"\r\n <{mail.MessageId}>{many}"))).Conversation);
        Assert.Equal(first.Conversation, (await desk.ArriveAsync(Answer($"{many}\r\n <{mail.MessageId}>"))).Conversation);

        CustomerMail Answer(string references) => desk.Mail() with { From = mail.From, Fields = ["References:" + references] };
    }

    private static string ContactOf(JsonNode conversation) => conversation["contact"]!.Text("id");

    private static IEnumerable<string> Addresses(JsonNode receivers) => receivers.AsArray().Select(receiver => receiver!.Text("address"));
}
