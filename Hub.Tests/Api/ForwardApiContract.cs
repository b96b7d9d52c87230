using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>A message is shown to somebody outside, and what comes of it stays apart from the customer.</summary>
public abstract class ForwardApiContract(Centre centre)
{
    private static readonly ChannelCapabilities Mailing = new() { Html = true, Attachments = true, Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_forward_is_a_message_to_others_while_the_customer_goes_on_waiting()
    {
        var (place, customer, arrived) = await BegunAsync();
        var expert = Address();
        var before = await ShownAsync(arrived);
        var forward = await ForwardAsync(arrived, $$"""{"to":["{{expert}}"],"text":"Can you help?\nWe cannot."}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(("out", "Fwd: Broken", expert), (forward.Text("direction"), forward.Text("subject"), forward["to"]![0]!.Text("address")));
        Assert.Equal(["forward"], forward["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
        Assert.Equal(
            [
                "Can you help?", "We cannot.", "", "---------- Forwarded message ----------", $"From: Ann Lee <{customer}>", "Date: Sun, 1 Mar 2026 04:00 UTC",
                "Subject: Broken", "To: support@hub.example", "Cc: Bob <bob@hub.example>", "", "It does not turn.",
            ],
            forward.Text("text").Split('\n'));
        Assert.Equal(["a.txt", "b.txt"], forward["attachments"]!.AsArray().Select(file => file!.Text("name")));
        Assert.Equal(before.Text("waitingSince"), (await ShownAsync(arrived)).Text("waitingSince"));

        var sent = await SentAsync(place, 1);
        Assert.Equal((expert, "Fwd: Broken"), (sent.To, sent.Subject));
        Assert.Empty(sent.Earlier);
        Assert.Equal(["a.txt", "b.txt"], sent.Attachments.Select(file => file.Name));
        await using var content = await sent.Attachments[1].OpenAsync(Ct);
        Assert.Equal("b", await new StreamReader(content).ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task The_answer_of_whom_it_was_forwarded_to_comes_back_and_later_answers_still_go_to_the_customer_alone()
    {
        var (place, customer, arrived) = await BegunAsync();
        var expert = Address();
        await ForwardAsync(arrived, $$"""{"to":["{{expert}}"]}""").JsonAsync(HttpStatusCode.Created, Ct);
        var sent = await SentAsync(place, 1);
        var back = await centre.ArriveAsync(place, "turn it the other way", expert, message => message with
        {
            Thread = new ThreadPlace([sent.Token], "expert-" + expert), ProviderId = $"expert-{expert}",
        });
        Assert.Equal(arrived.Conversation, back.Conversation);
        Assert.Equal(expert, (await MessagesAsync(arrived))[^1]!["from"]!.Text("address"));

        await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", """{"text":"Turn it the other way."}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var answer = await SentAsync(place, 2);
        Assert.Equal([new Receiver("to", customer)], answer.Receivers);
        // nor does it tell of the others by the messages that it follows
        Assert.Equal([arrived.Message], answer.Earlier.Select(earlier => earlier.Id));
        Assert.Equal("Broken", answer.Subject);
        Assert.Null((await ShownAsync(arrived))["waitingSince"]);

        // whoever answers the other one follows what the two have said
        await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", $$"""{"text":"Thanks.","to":["{{expert}}"]}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Contains(back.Message, (await SentAsync(place, 3)).Earlier.Select(earlier => earlier.Id));
    }

    [Fact]
    public async Task Files_are_chosen_and_the_original_goes_along_as_a_file()
    {
        var (place, _, arrived) = await BegunAsync();
        var file = (await MessagesAsync(arrived))[0]!["attachments"]![1]!.Text("id");
        var chosen = await ForwardAsync(arrived, $$"""{"to":["{{Address()}}"],"attachments":["{{file}}"],"language":"zh"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("b.txt", Assert.Single(chosen["attachments"]!.AsArray())!.Text("name"));
        Assert.Contains("---------- 转发的邮件 ----------\n发件人：Ann Lee <", chosen.Text("text"), StringComparison.Ordinal);
        Assert.Contains("日期：2026年3月1日 04:00 UTC\n主题：Broken\n收件人：support@hub.example", chosen.Text("text"), StringComparison.Ordinal);

        var whole = await ForwardAsync(arrived, $$"""{"to":["{{Address()}}"],"as":"original"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.DoesNotContain("It does not turn.", whole.Text("text"), StringComparison.Ordinal);
        var original = Assert.Single(whole["attachments"]!.AsArray())!;
        Assert.Equal(("Fwd_ Broken.eml", "message/rfc822"), (original.Text("name"), original.Text("type")));
        await using var content = await (await SentAsync(place, 2)).Attachments.Single().OpenAsync(Ct);
        Assert.Equal("Subject: Broken\r\n\r\nIt does not turn.\r\n", await new StreamReader(content).ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task Html_stays_sanitized_with_the_note_and_the_lines_above_it()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var arrived = await centre.ArriveAsync(place, "", Address(), message => message with
        {
            Text = null, Html = "<p>hello <b>there</b><script>x()</script></p>", Subject = "FW: <odd>", Thread = new ThreadPlace([], null),
        });
        var forward = await ForwardAsync(arrived, $$"""{"to":["{{Address()}}"],"text":"a < b"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("FW: <odd>", forward.Text("subject"));
        Assert.StartsWith("<div>a &lt; b</div>", forward.Text("html"), StringComparison.Ordinal);
        Assert.Contains("Subject: FW: &lt;odd&gt;", forward.Text("html"), StringComparison.Ordinal);
        Assert.Contains("<b>there</b>", forward.Text("html"), StringComparison.Ordinal);
        Assert.DoesNotContain("script", forward.Text("html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"to":[]}""", "to")]
    [InlineData("""{"to":["nobody"]}""", "to")]
    [InlineData("""{"to":["INBOX@hub.example"]}""", "to")]
    [InlineData("""{"to":["x@y.example"],"as":"picture"}""", "as")]
    [InlineData("""{"to":["x@y.example"],"language":"tlh"}""", "language")]
    [InlineData("""{"to":["x@y.example"],"channel":"nothing"}""", "channel")]
    [InlineData("""{"to":["x@y.example"],"attachments":["01900000-0000-7000-8000-00000000dead"]}""", "attachments")]
    public async Task What_cannot_be_is_refused_and_leaves_nothing(string body, string field)
    {
        var (place, _, arrived) = await BegunAsync();
        var problem = await ForwardAsync(arrived, body.Replace("INBOX", place.Inbox.Account.Id, StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(problem["errors"]![field]);
        Assert.Single(await MessagesAsync(arrived));
    }

    [Fact]
    public async Task A_note_is_not_forwarded_nor_what_the_caller_may_not_see_and_a_repeated_request_forwards_once()
    {
        var (_, _, arrived) = await BegunAsync();
        var note = await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", """{"text":"secret","private":true}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        await Admin.SendJsonAsync("POST", $"/api/v1/messages/{note.Text("id")}/forward", """{"to":["x@y.example"]}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var stranger = await centre.Hub.AgentAsync("agent", Ct);
        await stranger.Http.SendJsonAsync("POST", $"/api/v1/messages/{arrived.Message}/forward", """{"to":["x@y.example"]}""", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);

        var key = ("Idempotency-Key", centre.Unique("key-"));
        var path = $"/api/v1/messages/{arrived.Message}/forward";
        var first = await Admin.SendJsonAsync("POST", path, """{"to":["x@y.example"]}""", Ct, key).JsonAsync(HttpStatusCode.Created, Ct);
        var again = await Admin.SendJsonAsync("POST", path, """{"to":["x@y.example"]}""", Ct, key).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal(3, (await MessagesAsync(arrived)).Count);
    }

    private string Address() => centre.Unique("person-") + "@example.org";

    private async Task<(WorkPlace Place, string Customer, Arrived First)> BegunAsync()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var customer = Address();
        var arrived = await centre.ArriveAsync(place, "It does not turn.", customer, message => message with
        {
            Subject = "Broken",
            At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)),
            Thread = new ThreadPlace([], "first-" + customer),
            ProviderId = "first-" + customer,
            Receivers = [new Receiver("to", "support@hub.example"), new Receiver("cc", "bob@hub.example", "Bob")],
            Attachments = [new InboundAttachment("a.txt", "text/plain", "a"u8.ToArray()), new InboundAttachment("b.txt", "text/plain", "b"u8.ToArray())],
            Original = new OriginalInput("message/rfc822", "Subject: Broken\r\n\r\nIt does not turn.\r\n"u8.ToArray()),
        });
        return (place, customer, arrived);
    }

    private Task<HttpResponseMessage> ForwardAsync(Arrived arrived, string body) =>
        Admin.SendJsonAsync("POST", $"/api/v1/messages/{arrived.Message}/forward", body, Ct);

    private static async Task<OutboundMessage> SentAsync(WorkPlace place, int count)
    {
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == count, "it to go out", TimeSpan.FromSeconds(20), Ct);
        return place.Inbox.Sent[^1];
    }

    private Task<JsonNode> ShownAsync(Arrived arrived) => Centre.ConversationAsync(Admin, arrived.Conversation);

    private Task<JsonArray> MessagesAsync(Arrived arrived) => Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");
}
