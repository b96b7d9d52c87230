using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What reports of our mails do: the delivery changes, the conversation shows them and stays as it is; without a key nothing changes.</summary>
public abstract class EmailReportContract(MailDesk desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => desk.Hub.Admin;

    [Fact]
    public async Task A_bounce_to_the_return_path_fails_the_delivery_and_wakes_nobody()
    {
        var (mail, first, sent) = await AnsweredAsync();
        await ChangeAsync(first, """{"status":"resolved"}""");
        var bounce = await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "failed", "5.1.1")));

        Assert.Equal(first.Conversation, bounce.Conversation);
        var shown = await desk.MessageAsync(bounce);
        Assert.Equal((JoinReason.Report, "bounce", "in"), (shown.Text("joinedBy"), Flags(shown), shown.Text("direction")));
        var delivery = await DeliveryAsync(sent);
        Assert.Equal(("failed", "address", "5.1.1 in a report"), (delivery.Text("state"), delivery.Text("class"), delivery.Text("error")));
        var conversation = await desk.ConversationAsync(first.Conversation);
        Assert.Equal("resolved", conversation.Text("status"));
        Assert.Null(conversation["waitingSince"]);
        var suppression = Assert.Single(await SuppressionsAsync(mail.From));
        Assert.Equal(("all", "hardBounce", sent.Delivery.ToString()), (suppression!.Text("purpose"), suppression!.Text("reason"), suppression!.Text("deliveryId")));
        Assert.Empty(await ContactsNamedAsync("mailer-daemon@mx.example.org"));
    }

    [Theory]
    [InlineData("envelope")]
    [InlineData("returnPath")]
    [InlineData("mark")]
    [InlineData("messageId")]
    public async Task Any_key_of_ours_that_it_returns_names_the_delivery(string where)
    {
        var (mail, first, sent) = await AnsweredAsync();
        var returned = where switch
        {
            "returnPath" => $"Return-Path: <{sent.ReturnPath()}>",
            "mark" => $"X-OmniHub-Delivery: {sent.Mark()}",
            "messageId" => $"Message-ID: <{sent.Id}>",
            _ => "Subject: Re: hello",
        };
        var fields = ReportMail.Recipient(mail.From, "failed", "5.2.2");
        var bounce = await desk.ArriveAsync(desk.Status(MailDesk.Address, fields, where == "envelope" ? sent.Mark() : null, returned));
        Assert.Equal(first.Conversation, bounce.Conversation);
        var delivery = await DeliveryAsync(sent);
        Assert.Equal(("failed", "transient"), (delivery.Text("state"), delivery.Text("class")));
        // a full mailbox is one all the same
        Assert.Empty(await SuppressionsAsync(mail.From));
    }

    [Theory]
    [InlineData("d1-aaaaaaaaaaaaaaaa", null)]
    [InlineData(null, "Message-ID: <1-aaaaaaaaaaaaaaaa.{0}@localhost>")]
    [InlineData("{1}", "Return-Path: <support+d{2}-aaaaaaaaaaaaaaaa@localhost>")]
    public async Task E05_a_forged_bounce_changes_nothing(string? envelope, string? returned)
    {
        var (mail, first, sent) = await AnsweredAsync();
        var number = sent.Mark()[1..sent.Mark().IndexOf('-')];
        string? Filled(string? text) => text?.Replace("{0}", sent.Message.ToString("N"), StringComparison.Ordinal)
            .Replace("{1}", sent.Delivery.ToString(), StringComparison.Ordinal).Replace("{2}", number, StringComparison.Ordinal);
        var forged = desk.Status(MailDesk.Address, ReportMail.Recipient(mail.From, "failed", "5.1.1"), Filled(envelope), Filled(returned) ?? "Subject: x");
        var arrived = await desk.ArriveAsync(forged);
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Equal("bounce unmatched", Flags(await desk.MessageAsync(arrived)));
        Assert.Equal("open", (await desk.ConversationAsync(arrived.Conversation)).Text("status"));
        Assert.Equal("accepted", (await DeliveryAsync(sent)).Text("state"));
        Assert.Empty(await SuppressionsAsync(mail.From));
    }

    [Fact]
    public async Task Only_receivers_of_the_mail_are_ever_suppressed()
    {
        var (mail, first, _) = await AnsweredAsync();
        var copied = $"{desk.Unique("bob-")}@example.org";
        var sent = await desk.AnswerAsync(first, $$"""{"text":"See this.","cc":["{{copied}}"]}""");
        await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient("victim@example.org", "failed", "5.1.1")));
        Assert.Empty(await SuppressionsAsync("victim@example.org"));
        Assert.Equal("accepted", (await DeliveryAsync(sent)).Text("state"));

        // what fails for a copy is noted, and the mail has reached whom it was written to
        await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(copied, "failed", "5.1.1")));
        Assert.Single(await SuppressionsAsync(copied));
        Assert.Empty(await SuppressionsAsync(mail.From));
        Assert.Equal("accepted", (await DeliveryAsync(sent)).Text("state"));
        var life = (await Admin.GetAsync($"/api/v1/deliveries/{sent.Delivery}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["life"]!.AsArray();
        Assert.Contains(life, happened => happened!["detail"]?.GetValue<string>() == "receiver 2 of 2: 5.1.1 in a report");
    }

    [Fact]
    public async Task A_delay_is_shown_and_a_success_settles_it()
    {
        var (mail, _, sent) = await AnsweredAsync();
        var late = await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "delayed", "4.4.1")));
        Assert.Equal("delayed", Flags(await desk.MessageAsync(late)));
        var delivery = await DeliveryAsync(sent);
        Assert.Equal(("accepted", "transient", "4.4.1 in a report: it is tried again"), (delivery.Text("state"), delivery.Text("class"), delivery.Text("error")));
        await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "delivered", "2.0.0")));
        Assert.Equal("delivered", (await DeliveryAsync(sent)).Text("state"));
        // the ladder is only climbed
        await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "delayed", "4.4.1")));
        Assert.Equal("delivered", (await DeliveryAsync(sent)).Text("state"));
        var read = await desk.ArriveAsync(desk.Disposition(mail.From, sent));
        Assert.Equal("receipt", Flags(await desk.MessageAsync(read)));
        Assert.Equal("read", (await DeliveryAsync(sent)).Text("state"));
    }

    [Fact]
    public async Task Who_complains_gets_what_people_write_and_nothing_else()
    {
        var (mail, first, sent) = await AnsweredAsync();
        var complaint = await desk.ArriveAsync(desk.Complaint($"Message-ID: <{sent.Id}>"));
        Assert.Equal((first.Conversation, "complaint"), (complaint.Conversation, Flags(await desk.MessageAsync(complaint))));
        Assert.Equal("notice", Assert.Single(await SuppressionsAsync(mail.From))!.Text("purpose"));
        Assert.Equal("accepted", (await DeliveryAsync(sent)).Text("state"));

        await desk.AnswerAsync(first, """{"text":"We are sorry."}""");
        var machine = await desk.Hub.KeyAsync("integration", Ct);
        var written = await desk.WriteAsync(first, """{"text":"Your invoice."}""", machine).JsonAsync(HttpStatusCode.Created, Ct);
        var failed = await FailedAsync(first, written.Text("id"));
        Assert.Equal("suppressed", failed.Text("class"));
        Assert.Contains("complaint", failed.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_a_dead_address_fails_visibly_until_its_owner_writes_again_or_a_human_lifts_it()
    {
        var (mail, first, sent) = await AnsweredAsync();
        await desk.ArriveAsync(desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "failed", "5.1.1")));
        var written = await desk.WriteAsync(first, """{"text":"Are you there?"}""").JsonAsync(HttpStatusCode.Created, Ct);
        var failed = await FailedAsync(first, written.Text("id"));
        Assert.Equal("suppressed", failed.Text("class"));
        Assert.Contains("hardBounce", failed.Text("error"), StringComparison.Ordinal);

        // nothing new was heard: only a human lifts it
        var suppression = Assert.Single(await SuppressionsAsync(mail.From))!.Text("id");
        using var lifted = await Admin.DeleteAsync($"/api/v1/suppressions/{suppression}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        await Admin.SendJsonAsync("POST", $"/api/v1/deliveries/{failed.Text("id")}/retry", "{}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var retried = await desk.TakeAsync(Guid.Parse(written.Text("id")));

        await desk.ArriveAsync(desk.Status(retried.ReturnPath(), ReportMail.Recipient(mail.From, "failed", "5.1.1")));
        Assert.Single(await SuppressionsAsync(mail.From));
        await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] });
        await desk.AnswerAsync(first, """{"text":"There you are."}""");
        Assert.Single(await SuppressionsAsync(mail.From));
    }

    private async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> AnsweredAsync()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        return (mail, first, await desk.AnswerAsync(first));
    }

    private async Task<JsonNode> DeliveryAsync(SentMail sent) =>
        (await Admin.GetAsync($"/api/v1/deliveries/{sent.Delivery}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["delivery"]!;

    private async Task<JsonNode> FailedAsync(Arrived arrived, string message)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(
            async _ => (found = (await Centre.ItemsAsync(Admin, $"/deliveries?state=failed&conversation={arrived.Conversation}"))
                .FirstOrDefault(item => item!.Text("messageId") == message)) is not null,
            "the delivery has failed", TimeSpan.FromSeconds(20), Ct);
        return found!;
    }

    private Task<JsonArray> SuppressionsAsync(string address) => Centre.ItemsAsync(Admin, $"/suppressions?address={address}");

    private Task<List<Guid>> ContactsNamedAsync(string address) => desk.Hub.Store.ReadAsync(
        (db, read) => db.ListAsync<Guid>("SELECT contact_id FROM contact_points WHERE address = @address AND contact_id IN (SELECT contact_id FROM messages WHERE joined_by = 'report')", new { address }, read), Ct);

    private Task<JsonNode> ChangeAsync(Arrived arrived, string change) =>
        Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", change, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private static string Flags(JsonNode message) => string.Join(' ', message["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
}

public sealed class SqliteEmailReportTests(MailDesk desk) : EmailReportContract(desk), IClassFixture<MailDesk>;
