using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class MessagesApiContract(Centre centre)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task What_came_in_is_shown_with_its_sender_and_files()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "see the file", with: message => message with
        {
            At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)),
            Attachments = [new InboundAttachment("bill.pdf", "application/pdf", "%PDF"u8.ToArray())],
        });
        var message = Assert.Single(await MessagesAsync(arrived))!;
        Assert.Equal(("in", "received", "new"), (message.Text("direction"), message.Text("state"), message.Text("joinedBy")));
        Assert.Equal("Ann Lee", message["from"]!.Text("name"));
        Assert.False(message["from"]!["verified"]!.GetValue<bool>());
        Assert.Equal("2026-03-01T04:00:00+00:00", message.Text("at"));
        var file = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal(("bill.pdf", "application/pdf", 4), (file.Text("name"), file.Text("type"), file["size"]!.GetValue<int>()));
    }

    [Fact]
    public async Task An_answer_goes_to_the_customer_by_the_way_they_wrote()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var from = centre.Unique("customer-");
        var arrived = await centre.ArriveAsync(place, "question", from);
        var written = await WriteAsync(agent.Http, arrived, """{"text":"answer"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(("out", "answer"), (written.Text("direction"), written.Text("text")));
        await Eventually.HoldsAsync(async _ => (await MessagesAsync(arrived))[1]!.Text("state") == "accepted", "acceptance", Soon, Ct);
        var sent = Assert.Single(place.Inbox.Sent);
        Assert.Equal(("answer", from), (sent.Text, sent.To));
        Assert.Null((await Centre.ConversationAsync(Admin, arrived.Conversation))["waitingSince"]);
        var one = await Admin.GetAsync($"/api/v1/conversations/{arrived.Conversation}/messages/{written.Text("id")}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("answer", one.Text("text"));
    }

    [Fact]
    public async Task Hostile_html_comes_out_sanitized_both_ways()
    {
        const string Hostile = "<p onclick=\"x()\">hello<script>alert(1)</script><a href=\"javascript:x()\">there</a></p>";
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "see html", with: message => message with { Html = Hostile });
        var written = await WriteAsync(Admin, arrived, $$"""{"html":{{HttpAssert.Quoted(Hostile)}}}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("hello" + "there", written.Text("text").Replace("\n", "", StringComparison.Ordinal));
        var shown = (await MessagesAsync(arrived)).Select(message => message!.Text("html")).Append(written.Text("html")).ToList();
        Assert.Equal(3, shown.Count);
        foreach (var html in shown)
        {
            Assert.Contains("hello", html, StringComparison.Ordinal);
            foreach (var evil in new[] { "script", "onclick", "javascript", "alert" })
                Assert.DoesNotContain(evil, html, StringComparison.OrdinalIgnoreCase);
        }

        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == 1, "the answer to go out", Soon, Ct);
        Assert.DoesNotContain("script", place.Inbox.Sent[0].Html!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_note_is_for_colleagues_and_goes_nowhere()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "question");
        var note = await WriteAsync(Admin, arrived, """{"text":"ask the manager","private":true}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("note", note.Text("direction"));
        Assert.Equal("Administrator", note["from"]!.Text("name"));
        var conversation = await Centre.ConversationAsync(Admin, arrived.Conversation);
        Assert.NotNull(conversation["waitingSince"]);
        Assert.Equal("question", conversation.Text("preview"));
        await Admin.DeleteAsync(PathOf(arrived) + "/" + note.Text("id"), Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Empty(place.Inbox.Sent);
    }

    [Fact]
    public async Task G07_an_answer_to_what_has_changed_meanwhile_is_refused_with_the_conversation_as_it_is()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("customer-");
        var arrived = await centre.ArriveAsync(place, "first", from);
        await centre.ArriveAsync(place, "wait, something else", from);
        var refused = await WriteAsync(Admin, arrived, """{"text":"to the first"}""", ("If-Match", "\"1\""))
            .ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal("wait, something else", refused["current"]!.Text("preview"));
        Assert.Equal(2, (await MessagesAsync(arrived)).Count);
        await WriteAsync(Admin, arrived, """{"text":"to both"}""", ("If-Match", "\"2\"")).JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Fact]
    public async Task The_same_request_writes_one_message()
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "question");
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WriteAsync(Admin, arrived, """{"text":"once"}""", key)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(2, (await MessagesAsync(arrived)).Count);
        await WriteAsync(Admin, arrived, """{"text":"other"}""", key).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task What_is_to_be_sent_later_is_cancelled_and_never_sent()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "question");
        var later = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O");
        var written = await WriteAsync(Admin, arrived, $$"""{"text":"later","sendAt":"{{later}}"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("scheduled", written.Text("state"));
        var path = PathOf(arrived) + "/" + written.Text("id");
        for (var twice = 0; twice < 2; twice++)
        {
            using var cancelled = await Admin.DeleteAsync(path, Ct);
            Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        }

        Assert.Equal("cancelled", (await MessagesAsync(arrived))[1]!.Text("state"));
        Assert.Empty(place.Inbox.Sent);
    }

    [Fact]
    public async Task What_has_begun_to_go_out_cannot_be_cancelled()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "question");
        var written = await WriteAsync(Admin, arrived, """{"text":"now"}""").JsonAsync(HttpStatusCode.Created, Ct);
        await Eventually.HoldsAsync(async _ => (await MessagesAsync(arrived))[1]!.Text("state") == "accepted", "acceptance", Soon, Ct);
        var refused = await Admin.DeleteAsync(PathOf(arrived) + "/" + written.Text("id"), Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Contains("accepted", refused.Text("detail"), StringComparison.Ordinal);
        await Admin.DeleteAsync(PathOf(arrived) + "/" + arrived.Message, Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task G01_a_message_is_found_only_in_its_own_conversation()
    {
        var place = await centre.WorkPlaceAsync();
        var (one, other) = (await centre.ArriveAsync(place, "one"), await centre.ArriveAsync(place, "other"));
        await Admin.GetAsync($"{PathOf(one)}/{other.Message}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Admin.DeleteAsync($"{PathOf(one)}/{other.Message}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task Messages_are_paged_from_either_end_without_a_gap()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("talker-");
        var arrived = await centre.ArriveAsync(place, "0", from);
        for (var i = 1; i < 7; i++) await centre.ArriveAsync(place, i.ToString(System.Globalization.CultureInfo.InvariantCulture), from);
        Assert.Equal(["012", "345", "6"], (await PagesAsync(arrived, "cursor")).Select(page => string.Concat(page)));
        var fromTheEnd = await PagesAsync(arrived, "before");
        Assert.Equal(["456", "123", "0"], fromTheEnd.Select(page => string.Concat(page)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"text":" "}""")]
    [InlineData("""{"text":"x","channel":"nowhere"}""")]
    [InlineData("""{"text":"x","cc":["a"]}""")]
    [InlineData("""{"text":"x","to":["a","b"]}""")]
    [InlineData("""{"text":"x","to":[null]}""")]
    [InlineData("""{"text":"x","sendAt":"2030-01-01"}""")]
    [InlineData("""{"text":"x","attachments":["not an id"]}""")]
    [InlineData("""{"text":"x","state":"accepted"}""")]
    [InlineData("""{"text":"x","direction":"in"}""")]
    [InlineData("""{"text":"x","from":{"name":"Boss"}}""")]
    public async Task G02_what_cannot_be_said_leaves_nothing(string body)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "question");
        await WriteAsync(Admin, arrived, body).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Single(await MessagesAsync(arrived));
    }

    [Fact]
    public async Task A_text_too_long_for_the_channel_is_refused_and_a_large_one_is_whole()
    {
        var place = await centre.WorkPlaceAsync(can: new ChannelCapabilities { MaxTextLength = 90_000 });
        var arrived = await centre.ArriveAsync(place, "question");
        await WriteAsync(Admin, arrived, $$"""{"text":"{{new string('x', 90_001)}}"}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var large = new string('y', 90_000);
        var written = await WriteAsync(Admin, arrived, $$"""{"text":"{{large}}"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(large, written.Text("text"));
        Assert.Equal(large, (await MessagesAsync(arrived))[1]!.Text("text"));
    }

    private async Task<List<List<string>>> PagesAsync(Arrived arrived, string parameter)
    {
        var pages = new List<List<string>>();
        for (var next = ""; next is not null;)
        {
            var page = await Admin.GetAsync($"{PathOf(arrived)}?limit=3&{parameter}={next}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            pages.Add([.. page["items"]!.AsArray().Select(message => message!.Text("text"))]);
            next = page["next"]?.GetValue<string>();
        }

        return pages;
    }

    private Task<JsonArray> MessagesAsync(Arrived arrived) => Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");

    private static string PathOf(Arrived arrived) => $"/api/v1/conversations/{arrived.Conversation}/messages";

    private static Task<HttpResponseMessage> WriteAsync(
        HttpClient client, Arrived arrived, string body, params (string Name, string Value)[] headers) =>
        client.SendJsonAsync("POST", PathOf(arrived), body, Ct, headers);
}
