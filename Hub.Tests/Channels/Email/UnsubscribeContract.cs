using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>How receivers end what no person writes to them: by one click (RFC 8058), by a mail, and by nothing less.</summary>
public abstract class UnsubscribeContract(SendingDesk place)
{
    private const string OneClick = "List-Unsubscribe=One-Click";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MailDesk Desk => place.Desk;

    private HttpClient Admin => Desk.Hub.Admin;

    [Theory]
    [InlineData("""{"text":"Your invoice."}""", "notice")]
    [InlineData("""{"text":"News!","purpose":"marketing"}""", "marketing")]
    public async Task One_click_ends_what_is_sent_for_the_purpose_and_a_look_ends_nothing(string body, string purpose)
    {
        var (mail, arrived, sent) = await NoticeAsync(body);
        Assert.Equal(OneClick, Field(sent, "List-Unsubscribe-Post"));
        var (path, _) = PlacesOf(sent);

        // programs that look into mails follow every link
        var page = await Desk.Hub.Anonymous.GetAsync(path, Ct);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<form", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(await SuppressionsAsync(mail.From));

        foreach (var _ in (int[])[1, 2])
        {
            using var done = await Desk.Hub.Anonymous.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]), Ct);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.DoesNotContain("<button", await done.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        var suppression = Assert.Single(await SuppressionsAsync(mail.From))!;
        Assert.Equal((purpose, "optOut", sent.Delivery.ToString()), (suppression.Text("purpose"), suppression.Text("reason"), suppression.Text("deliveryId")));
        await FailsAsync(arrived, body);
        // people still answer
        await Desk.AnswerAsync(arrived);
    }

    [Fact]
    public async Task A_mail_to_the_address_does_the_same_whoever_sends_it()
    {
        var (mail, arrived, sent) = await NoticeAsync("""{"text":"News!","purpose":"marketing"}""");
        var (_, address) = PlacesOf(sent);
        Assert.EndsWith("@localhost", address, StringComparison.Ordinal);
        var wish = await Desk.ArriveAsync(Desk.Mail() with { From = "unsubscribe@provider.example", To = address, Recipients = [address], Subject = "unsubscribe" });
        Assert.Equal(arrived.Conversation, wish.Conversation);
        var shown = await Desk.MessageAsync(wish);
        Assert.Equal((JoinReason.Report, "unsubscribe"), (shown.Text("joinedBy"), shown["flags"]![0]!.GetValue<string>()));
        Assert.Equal(("marketing", "optOut"), Of(Assert.Single(await SuppressionsAsync(mail.From))!));
        Assert.Empty(await SuppressionsAsync("unsubscribe@provider.example"));
    }

    [Fact]
    public async Task What_a_receiver_wants_outlasts_what_ends_by_itself()
    {
        var (mail, _, sent) = await NoticeAsync("""{"text":"Your invoice."}""");
        var loop = $$"""{"address":"{{mail.From}}","purpose":"notice","reason":"manual","until":"2099-01-01T00:00:00Z"}""";
        await Admin.SendJsonAsync("POST", "/api/v1/suppressions", loop, Ct).JsonAsync(HttpStatusCode.Created, Ct);
        using var done = await Desk.Hub.Anonymous.PostAsync(PlacesOf(sent).Path, null, Ct);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var suppression = Assert.Single(await SuppressionsAsync(mail.From))!;
        Assert.Equal(("notice", "optOut"), Of(suppression));
        Assert.Null(suppression["until"]);
    }

    [Theory]
    [InlineData("u1-aaaaaaaaaaaaaaaa")]
    [InlineData("nothing")]
    public async Task A_token_that_is_none_of_ours_ends_nothing(string token)
    {
        using var page = await Desk.Hub.Anonymous.GetAsync($"/unsubscribe/{token}", Ct);
        using var done = await Desk.Hub.Anonymous.PostAsync($"/unsubscribe/{token}", null, Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, done.StatusCode));
    }

    [Fact]
    public async Task The_token_of_a_delivery_for_reports_unsubscribes_nobody()
    {
        var (mail, _, sent) = await NoticeAsync("""{"text":"Your invoice."}""");
        using var done = await Desk.Hub.Anonymous.PostAsync($"/unsubscribe/{sent.Mark()}", null, Ct);
        using var shifted = await Desk.Hub.Anonymous.PostAsync($"/unsubscribe/u{sent.Mark()[1..]}", null, Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (done.StatusCode, shifted.StatusCode));
        Assert.Empty(await SuppressionsAsync(mail.From));
    }

    [Fact]
    public async Task What_a_person_writes_bears_no_such_field()
    {
        var sent = await Desk.AnswerAsync(await Desk.ArriveAsync(Desk.Mail()));
        Assert.Null(Field(sent, "List-Unsubscribe"));
        Assert.Null(Field(sent, "List-Unsubscribe-Post"));
    }

    [Fact]
    public async Task A_notice_to_several_goes_to_each_alone_and_one_who_is_suppressed_stops_no_other()
    {
        var arrived = await Desk.ArriveAsync(Desk.Mail());
        var (first, second, third) = ($"{Desk.Unique("a-")}@example.org", $"{Desk.Unique("b-")}@example.org", $"{Desk.Unique("c-")}@example.org");
        await Admin.SendJsonAsync("POST", "/api/v1/suppressions", $$"""{"address":"{{second}}"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var machine = await Desk.Hub.KeyAsync("integration", Ct);
        var written = await Desk.WriteAsync(arrived, $$"""{"text":"Maintenance tonight.","to":["{{first}}","{{second}}"],"bcc":["{{third}}"]}""", machine).JsonAsync(HttpStatusCode.Created, Ct);
        var message = written.Text("id");
        JsonArray deliveries = [];
        await Eventually.HoldsAsync(
            async _ => (deliveries = [.. (await Centre.ItemsAsync(Admin, $"/deliveries?conversation={arrived.Conversation}")).Where(row => row!.Text("messageId") == message).Select(row => row!.DeepClone())])
                .All(row => row!.Text("state") is "accepted" or "failed") && deliveries.Count == 3,
            "each has its outcome", TimeSpan.FromSeconds(20), Ct);
        Assert.Equal("accepted failed accepted", string.Join(' ', deliveries.OrderBy(row => row!.Text("to")).Select(row => row!.Text("state"))));
        // the message shows the one that needs a hand, once
        var shown = Assert.Single(await Desk.MessagesAsync(arrived.Conversation), row => row!.Text("id") == message)!;
        Assert.Equal("failed", shown.Text("state"));
        var mails = (await Centre.ItemsAsync(Admin, "/channels/mail/outbox")).Where(item => item!.Text("messageId") == message).ToList();
        Assert.Equal(2, mails.Count);
        var texts = new List<SentMail>();
        foreach (var item in mails) texts.Add(new SentMail(Guid.Parse(message), Guid.Parse(item!.Text("id")), await Admin.GetByteArrayAsync($"/api/v1/channels/mail/outbox/{item!.Text("id")}", Ct)));
        Assert.Equal(2, texts.Select(sent => PlacesOf(sent).Path).Distinct().Count());
        Assert.All(texts, sent => Assert.DoesNotContain(third, sent.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailbox_that_stays_full_is_left_alone_for_a_while_and_then_tried_anew()
    {
        var (mail, arrived, sent) = await NoticeAsync("""{"text":"Reminder 1."}""");
        await BounceAsync(mail, sent);
        // the same once more counts once
        await BounceAsync(mail, sent);
        var machine = await Desk.Hub.KeyAsync("integration", Ct);
        await BounceAsync(mail, await Desk.AnswerAsync(arrived, """{"text":"Reminder 2."}""", machine));
        Assert.Empty(await SuppressionsAsync(mail.From));
        await BounceAsync(mail, await Desk.AnswerAsync(arrived, """{"text":"Reminder 3."}""", machine));
        var suppression = Assert.Single(await SuppressionsAsync(mail.From))!;
        Assert.Equal(("notice", "softBounce"), Of(suppression));
        Assert.Equal("3 messages in 14 days did not get through, the last: 5.2.2 in a report", suppression.Text("detail"));
        Assert.NotNull(suppression["until"]);
        await FailsAsync(arrived, """{"text":"Reminder 4."}""");
        await Desk.AnswerAsync(arrived);
    }

    [Fact]
    public async Task A_mail_from_the_address_begins_the_count_anew()
    {
        var (mail, arrived, sent) = await NoticeAsync("""{"text":"Reminder 1."}""");
        var machine = await Desk.Hub.KeyAsync("integration", Ct);
        await BounceAsync(mail, sent);
        await BounceAsync(mail, await Desk.AnswerAsync(arrived, """{"text":"Reminder 2."}""", machine));
        await Desk.ArriveAsync(Desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] });
        await BounceAsync(mail, await Desk.AnswerAsync(arrived, """{"text":"Reminder 3."}""", machine));
        Assert.Empty(await SuppressionsAsync(mail.From));
    }

    private async Task<(CustomerMail Mail, Arrived Arrived, SentMail Sent)> NoticeAsync(string body)
    {
        var mail = Desk.Mail();
        var arrived = await Desk.ArriveAsync(mail);
        return (mail, arrived, await Desk.AnswerAsync(arrived, body, await Desk.Hub.KeyAsync("integration", Ct)));
    }

    private Task<Arrived> BounceAsync(CustomerMail mail, SentMail sent) =>
        Desk.ArriveAsync(Desk.Status(sent.ReturnPath(), ReportMail.Recipient(mail.From, "failed", "5.2.2")));

    private async Task FailsAsync(Arrived arrived, string body)
    {
        var written = await Desk.WriteAsync(arrived, body, await Desk.Hub.KeyAsync("integration", Ct)).JsonAsync(HttpStatusCode.Created, Ct);
        await Eventually.HoldsAsync(
            async _ => (await Centre.ItemsAsync(Admin, $"/deliveries?state=failed&conversation={arrived.Conversation}"))
                .Any(row => row!.Text("messageId") == written.Text("id") && row!.Text("class") == "suppressed"),
            "it is not sent", TimeSpan.FromSeconds(20), Ct);
    }

    private static (string Purpose, string Reason) Of(JsonNode suppression) => (suppression.Text("purpose"), suppression.Text("reason"));

    /// <summary>The page's path at this hub, and the address.</summary>
    private static (string Path, string Address) PlacesOf(SentMail sent)
    {
        var places = Field(sent, "List-Unsubscribe")!.Split(',', StringSplitOptions.TrimEntries).Select(text => new Uri(text.Trim('<', '>'))).ToList();
        Assert.StartsWith(SendingDesk.PublicUrl + "/", places[0].AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("mailto", places[1].Scheme);
        return (places[0].AbsoluteUri[SendingDesk.PublicUrl.Length..], places[1].AbsoluteUri["mailto:".Length..].Split('?')[0]);
    }

    private static string? Field(SentMail sent, string name) => sent.Read.Headers.Find(name)?.Text.Trim();

    private Task<JsonArray> SuppressionsAsync(string address) => Centre.ItemsAsync(Admin, $"/suppressions?address={address}");
}

public sealed class SqliteUnsubscribeTests(SendingDesk place) : UnsubscribeContract(place), IClassFixture<SendingDesk>;
