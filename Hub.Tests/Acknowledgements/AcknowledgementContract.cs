using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Channels.Email;
using Hub.Tests.Hosting;

namespace Hub.Tests.Acknowledgements;

/// <summary>What a queue answers by itself, and to whom it does not.</summary>
public abstract class AcknowledgementContract(MailDesk desk) : IAsyncLifetime
{
    private string _path = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => desk.Hub.Admin;

    public async ValueTask InitializeAsync()
    {
        var queue = Assert.Single(await Centre.ItemsAsync(Admin, "/queues"), item => item!.Text("key") == "support")!;
        _path = $"/api/v1/queues/{queue.Text("id")}/acknowledgement";
        await SetAsync("""{"enabled":true}""");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_begins_a_conversation_is_told_its_number_and_goes_on_waiting()
    {
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail);
        var sent = await desk.TakeAsync(Guid.Parse(Assert.Single(await AnswersAsync(arrived))!.Text("id")));
        var conversation = await desk.ConversationAsync(arrived.Conversation);
        Assert.Contains($"under the number {conversation["number"]}", sent.Read.Text, StringComparison.Ordinal);
        Assert.Contains("\r\nAuto-Submitted: auto-replied\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Equal(($"Re: {mail.Subject}", mail.MessageId), (sent.Read.Subject, Assert.Single(sent.Read.References)));
        Assert.Equal(mail.From, Assert.Single(sent.Read.To).Address);
        Assert.Equal("open", conversation.Text("status"));
        Assert.NotNull(conversation["waitingSince"]);
        Assert.Equal("Hello, where is it?", conversation.Text("preview").Trim());
        Assert.Equal("autoReply", Assert.Single((await AnswersAsync(arrived))[0]!["flags"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task One_sender_is_told_once_a_day_whatever_tag_is_used()
    {
        var mail = desk.Mail();
        var tagged = mail.From.Replace("@", "+orders@", StringComparison.Ordinal);
        Assert.Single(await AnswersAsync(await desk.ArriveAsync(mail)));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = mail.From })));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = tagged })));
        await desk.Hub.Store.WriteAsync(
            (tx, unit) => tx.ExecuteAsync("UPDATE acknowledged SET at = at - 86400000 WHERE address = @address", new { address = mail.From }, unit), Ct);
        Assert.Single(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = tagged })));
    }

    [Fact]
    public async Task Mails_that_come_at_the_same_time_are_answered_once()
    {
        var mail = desk.Mail();
        var arrived = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.ArriveAsync(desk.Mail() with { From = mail.From })));
        var answers = 0;
        foreach (var one in arrived) answers += (await AnswersAsync(one)).Count;
        Assert.Equal(1, answers);
    }

    [Fact]
    public async Task What_goes_on_is_not_answered()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var sent = await desk.TakeAsync(Guid.Parse(Assert.Single(await AnswersAsync(first))!.Text("id")));
        await desk.Hub.Store.WriteAsync((tx, unit) => tx.ExecuteAsync("DELETE FROM acknowledged WHERE address = @address", new { address = mail.From }, unit), Ct);
        var next = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] });
        Assert.Equal(first.Conversation, next.Conversation);
        Assert.Single(await AnswersAsync(next));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Precedence: bulk")]
    [InlineData("List-Id: <list.example.org>")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("Precedence: junk\r\nAuto-Submitted: auto-notified")]
    public async Task D10_a_program_or_a_list_is_not_answered(string fields) =>
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { Fields = fields.Split("\r\n") })));

    [Fact]
    public async Task Bounces_ourselves_and_who_wants_nothing_are_not_answered()
    {
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { ReturnPath = "" })));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Status(MailDesk.Address, ReportMail.Recipient("a@example.org", "failed", "5.1.1")))));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = MailDesk.Address, ReturnPath = "x@example.org" })));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = "Support+orders@localhost" })));
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail() with { From = "no-reply@example.org" })));
        var unwilling = desk.Mail();
        await Admin.SendJsonAsync("POST", "/api/v1/suppressions", $$"""{"address":"{{unwilling.From}}","purpose":"notice"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(unwilling)));
    }

    [Fact]
    public async Task The_text_is_that_of_the_hour_and_of_the_language()
    {
        // open on a day that is not today
        var day = desk.Hub.Services.GetService(typeof(TimeProvider)) is TimeProvider time ? time.GetUtcNow().AddDays(3).DayOfWeek : DayOfWeek.Monday;
        var hours = $"{day.ToString()[..3].ToLowerInvariant()} 00:00-24:00";
        await SetAsync($$"""{"enabled":true,"hours":"{{hours}}","zone":"UTC","texts":[{"language":"en","open":"Open.","closed":"Closed."},{"language":"zh","open":"开","closed":"关"}]}""");
        Assert.Equal("Closed.", await AnswerAsync(desk.Mail()));
        Assert.Equal("关", await AnswerAsync(desk.Mail() with { Body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n我的包裹在哪里？\r\n" }));
        await SetAsync("""{"enabled":true,"texts":[{"language":"en","open":"Open {number}.","closed":"Closed."}]}""");
        Assert.StartsWith("Open ", await AnswerAsync(desk.Mail()), StringComparison.Ordinal);
        await SetAsync("""{"enabled":false}""");
        Assert.Empty(await AnswersAsync(await desk.ArriveAsync(desk.Mail())));
    }

    [Fact]
    public async Task The_calendar_that_a_queue_follows_counts_before_its_own_hours()
    {
        await SetAsync("""{"enabled":true,"hours":"mon-sun 00:00-24:00","zone":"UTC","texts":[{"language":"en","open":"Open.","closed":"Closed."}]}""");
        var calendar = await Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{desk.Unique("place-")}}","name":"A place","zone":"UTC","hours":""}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var queue = _path[.._path.LastIndexOf('/')];
        await Admin.SendJsonAsync("PATCH", queue, $$"""{"calendar":"{{calendar.Text("key")}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("Closed.", await AnswerAsync(desk.Mail()));
        await Admin.SendJsonAsync("PATCH", $"/api/v1/calendars/{calendar.Text("id")}", """{"hours":"mon-sun 00:00-24:00"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("Open.", await AnswerAsync(desk.Mail()));
        await Admin.SendJsonAsync("PATCH", queue, """{"calendar":null}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Theory]
    [InlineData("""{"enabled":true,"hours":"always"}""", "hours")]
    [InlineData("""{"enabled":true,"zone":"Nowhere"}""", "hours")]
    [InlineData("""{"enabled":true,"texts":[{"language":"English","open":"a","closed":"b"}]}""", "texts")]
    [InlineData("""{"enabled":true,"texts":[{"language":"en","open":"a","closed":""}]}""", "texts")]
    [InlineData("""{"enabled":true,"texts":[{"language":"en","open":"a","closed":"b"},{"language":"en","open":"a","closed":"b"}]}""", "texts")]
    public async Task What_cannot_be_said_is_refused(string body, string field) =>
        Assert.NotNull((await Admin.SendJsonAsync("PUT", _path, body, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]![field]);

    private Task<JsonNode> SetAsync(string body) => Admin.SendJsonAsync("PUT", _path, body, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private async Task<string> AnswerAsync(CustomerMail mail) => Assert.Single(await AnswersAsync(await desk.ArriveAsync(mail)))!.Text("text");

    private Task<JsonArray> AnswersAsync(Arrived arrived) => desk.AcknowledgementsAsync(arrived);
}

public sealed class SqliteAcknowledgementTests(MailDesk desk) : AcknowledgementContract(desk), IClassFixture<MailDesk>;
