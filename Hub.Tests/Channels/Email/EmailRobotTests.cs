using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>Mails that no human wrote to us: shown, and brought to nobody.</summary>
public sealed class EmailRobotTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private const string Away = "Auto-Submitted: auto-replied";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_absence_is_shown_and_does_not_reopen()
    {
        var (mail, first, sent) = await AnsweredAsync();
        await ChangeAsync(first, """{"status":"resolved"}""");
        var away = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "Out of office", Fields = [$"In-Reply-To: <{sent.Id}>", Away] });
        Assert.Equal(first.Conversation, away.Conversation);
        Assert.Equal("autoReply", Flags(await desk.MessageAsync(away)));
        var conversation = await desk.ConversationAsync(first.Conversation);
        Assert.Equal("resolved", conversation.Text("status"));
        Assert.Null(conversation["waitingSince"]);

        // a human's answer does
        await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] });
        Assert.Equal("open", (await desk.ConversationAsync(first.Conversation)).Text("status"));
    }

    [Fact]
    public async Task An_absence_to_the_return_path_finds_its_conversation_without_another_sign()
    {
        var (mail, first, sent) = await AnsweredAsync();
        var away = await desk.ArriveAsync(desk.Mail() with { From = mail.From, ReturnPath = "", To = sent.ReturnPath(), Recipients = [sent.ReturnPath()], Subject = "Automatische Antwort: Re" });
        Assert.Equal((first.Conversation, "autoReply"), (away.Conversation, Flags(await desk.MessageAsync(away))));
        // nobody needs to see the key
        Assert.Equal(MailDesk.Address, Assert.Single((await desk.MessageAsync(away))["to"]!.AsArray())!.Text("address"));
    }

    [Fact]
    public async Task An_absence_that_belongs_nowhere_is_kept_and_waits_for_nobody()
    {
        var away = await desk.ArriveAsync(desk.Mail() with { Subject = "Automatic reply: hello", Fields = [Away] });
        var conversation = await desk.ConversationAsync(away.Conversation);
        Assert.Equal("resolved", conversation.Text("status"));
        Assert.Null(conversation["waitingSince"]);
        Assert.Null(conversation["assignee"]);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated", "automatic")]
    [InlineData("Precedence: list", "bulk")]
    public async Task What_a_program_or_a_list_sends_may_still_be_for_somebody(string field, string flag)
    {
        var arrived = await desk.ArriveAsync(desk.Mail() with { Fields = [field] });
        Assert.Equal(flag, Flags(await desk.MessageAsync(arrived)));
        var conversation = await desk.ConversationAsync(arrived.Conversation);
        Assert.Equal("open", conversation.Text("status"));
        Assert.NotNull(conversation["waitingSince"]);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("mark")]
    [InlineData("hops")]
    public async Task D09_what_goes_round_ends_here(string sign)
    {
        var (mail, _, sent) = await AnsweredAsync();
        var back = desk.Mail() with { From = mail.From };
        back = sign switch
        {
            "id" => back with { MessageId = sent.Id },
            "mark" => back with { Fields = [$"X-OmniHub-Delivery: {sent.Mark()}"] },
            _ => back with { Fields = [.. Enumerable.Range(1, 51).Select(hop => $"Received: from a{hop}.example by b{hop}.example; Fri, 20 Nov 2026 10:00:00 +0000")] },
        };
        var arrived = await desk.ArriveAsync(back);
        Assert.Equal("loop", Flags(await desk.MessageAsync(arrived)));
        Assert.Equal("resolved", (await desk.ConversationAsync(arrived.Conversation)).Text("status"));
    }

    [Theory]
    [InlineData("X-OmniHub-Delivery: d1-aaaaaaaaaaaaaaaa")]
    [InlineData("X-Loop: support@localhost")]
    [InlineData("Received: from a.example by b.example; Fri, 20 Nov 2026 10:00:00 +0000")]
    public async Task D11_a_mark_that_anybody_could_write_has_no_effect(string field)
    {
        var arrived = await desk.ArriveAsync(desk.Mail() with { Fields = [field] });
        Assert.Equal("", Flags(await desk.MessageAsync(arrived)));
        Assert.Equal("open", (await desk.ConversationAsync(arrived.Conversation)).Text("status"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P28_two_programs_that_answer_each_other_are_stopped_and_one_human_is_told(bool inOneConversation)
    {
        const int exchanged = 5;
        var bot = await desk.Hub.KeyAsync("integration", Ct);
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail);
        for (var i = 0; i < exchanged; i++)
        {
            var sent = await desk.AnswerAsync(arrived, """{"text":"Please tell us your number."}""", bot);
            arrived = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = inOneConversation ? [$"In-Reply-To: <{sent.Id}>"] : [] });
        }

        var written = await desk.WriteAsync(arrived, """{"text":"Please tell us your number."}""", bot).JsonAsync(HttpStatusCode.Created, Ct);
        var stopped = await FailedAsync(arrived, written.Text("id"));
        Assert.Equal(("suppressed", "a program and the hub answered each other, so the hub fell silent"), (stopped.Text("class"), stopped.Text("error")));
        await desk.WriteAsync(arrived, """{"text":"And again."}""", bot).JsonAsync(HttpStatusCode.Created, Ct);

        var alarm = Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/alarms"), item => item!.Text("subject") == arrived.Conversation.ToString());
        Assert.Equal("mail.loop", alarm!.Text("kind"));
        var suppression = Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, $"/suppressions?address={mail.From}"));
        Assert.Equal(("loop", "notice"), (suppression!.Text("reason"), suppression!.Text("purpose")));
        Assert.NotNull(suppression!["until"]);

        // a human is not stopped
        await desk.AnswerAsync(arrived, """{"text":"Hello, are you a program?"}""");
    }

    private async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> AnsweredAsync()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        return (mail, first, await desk.AnswerAsync(first));
    }

    private async Task<JsonNode> FailedAsync(Arrived arrived, string message)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(
            async _ => (found = (await Centre.ItemsAsync(desk.Hub.Admin, $"/deliveries?state=failed&conversation={arrived.Conversation}"))
                .FirstOrDefault(item => item!.Text("messageId") == message)) is not null,
            "the delivery has failed", TimeSpan.FromSeconds(20), Ct);
        return found!;
    }

    private Task<JsonNode> ChangeAsync(Arrived arrived, string change) =>
        desk.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", change, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private static string Flags(JsonNode message) => string.Join(' ', message["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
}
