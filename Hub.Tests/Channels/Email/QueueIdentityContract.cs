using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>As whom a queue writes, what stands below its answers, and that answers to it come back to it.</summary>
public abstract class QueueIdentityContract(SendingDesk place)
{
    private const string English = "Acme <Billing>\nTel. 100";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MailDesk Desk => place.Desk;

    private HttpClient Admin => Desk.Hub.Admin;

    [Fact]
    public async Task An_answer_goes_out_as_its_queue_and_the_reply_comes_back_to_it()
    {
        var queue = await QueueAsync(SendingDesk.Billing);
        var mail = Desk.Mail() with { To = SendingDesk.Billing, Recipients = [SendingDesk.Billing] };
        var arrived = await Desk.ArriveAsync(mail);
        Assert.Equal(queue, await QueueOfAsync(arrived));

        var sent = await Desk.AnswerAsync(arrived, """{"text":"It is paid.","html":"<p>It is <b>paid</b>.</p>"}""");
        Assert.Equal((SendingDesk.Billing, "Acme Billing"), (sent.Read.From!.Address, sent.Read.From.Name));
        Assert.StartsWith("billing+", sent.KeyedAddress, StringComparison.Ordinal);
        Assert.Equal($"It is paid.\n\n-- \n{English}", sent.Read.Text!.TrimEnd());
        Assert.Contains("Acme &lt;Billing&gt;", sent.Read.Html, StringComparison.Ordinal);

        // what is kept is what was sent, and what is new of it is what was said
        var kept = (await Desk.MessagesAsync(arrived.Conversation)).Last()!;
        Assert.Equal($"It is paid.\n\n-- \n{English}", kept.Text("text"));
        Assert.Equal(("It is paid.", SendingDesk.Billing), (kept.Text("newText"), kept["from"]!.Text("address")));

        var reply = await Desk.ArriveAsync(Desk.Mail() with { From = mail.From, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress] });
        Assert.Equal(arrived.Conversation, reply.Conversation);
        var shown = await Desk.MessageAsync(reply);
        Assert.Equal((JoinReason.Token, SendingDesk.Billing), (shown.Text("joinedBy"), shown["to"]![0]!.Text("address")));
        var fresh = await Desk.ArriveAsync(Desk.Mail() with { From = mail.From, To = SendingDesk.Billing, Recipients = [SendingDesk.Billing] });
        Assert.NotEqual(arrived.Conversation, fresh.Conversation);
        Assert.Equal(queue, await QueueOfAsync(fresh));
        // a bounce comes to the address that it was sent from
        Assert.Contains("\r\nX-OmniHub-Delivery: ", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_write_as_the_queue_too_but_sign_nothing()
    {
        await QueueAsync(SendingDesk.Billing);
        var arrived = await Desk.ArriveAsync(Desk.Mail() with { To = SendingDesk.Billing, Recipients = [SendingDesk.Billing] });
        var machine = await Desk.Hub.KeyAsync("integration", Ct);
        var sent = await Desk.AnswerAsync(arrived, """{"text":"Invoice 7."}""", machine);
        Assert.Equal((SendingDesk.Billing, "Invoice 7."), (sent.Read.From!.Address, sent.Read.Text!.TrimEnd()));
    }

    [Fact]
    public async Task The_queue_acknowledges_as_itself_and_asks_nobody_to_unsubscribe()
    {
        await QueueAsync(SendingDesk.Sales);
        var queue = (await Centre.ItemsAsync(Admin, "/queues")).Single(one => one!.Text("key") == "of-sales")!.Text("id");
        await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue}/acknowledgement", """{"enabled":true}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var arrived = await Desk.ArriveAsync(Desk.Mail() with { To = SendingDesk.Sales, Recipients = [SendingDesk.Sales] });
        JsonNode? answer = null;
        await Eventually.HoldsAsync(
            async _ => (answer = (await Desk.MessagesAsync(arrived.Conversation)).FirstOrDefault(message => message!.Text("direction") == "out")) is not null,
            "it is acknowledged", TimeSpan.FromSeconds(20), Ct);
        var sent = await Desk.TakeAsync(Guid.Parse(answer!.Text("id")));
        Assert.Equal(SendingDesk.Sales, sent.Read.From!.Address);
        Assert.Null(sent.Read.Headers.Find("List-Unsubscribe"));
        Assert.DoesNotContain("Acme", sent.Read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contacts_language_chooses_the_signature_and_else_that_of_the_answer()
    {
        await QueueAsync(SendingDesk.Billing);
        var arrived = await Desk.ArriveAsync(Desk.Mail() with { To = SendingDesk.Billing, Recipients = [SendingDesk.Billing] });
        var chinese = await Desk.AnswerAsync(arrived, """{"text":"您好，款项已到账。"}""");
        Assert.EndsWith("-- \n财务部", chinese.Read.Text!.TrimEnd(), StringComparison.Ordinal);
        var contact = (await Desk.ConversationAsync(arrived.Conversation))["contact"]!.Text("id");
        await Admin.SendJsonAsync("PATCH", $"/api/v1/contacts/{contact}", """{"language":"zh-CN"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.EndsWith("-- \n财务部", (await Desk.AnswerAsync(arrived)).Read.Text!.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_message_of_a_conversation_is_signed_by_its_queue()
    {
        var queue = await QueueAsync(SendingDesk.Billing);
        var body = new JsonObject { ["channel"] = "mail", ["to"] = new JsonArray($"{Desk.Unique("bob-")}@example.org"), ["text"] = "Hello.", ["queue"] = queue };
        var made = await Admin.SendJsonAsync("POST", "/api/v1/conversations", body.ToJsonString(), Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var message = Assert.Single(await Desk.MessagesAsync(Guid.Parse(made.Text("id"))))!;
        var sent = await Desk.TakeAsync(Guid.Parse(message.Text("id")));
        Assert.Equal((SendingDesk.Billing, $"Hello.\n\n-- \n{English}"), (sent.Read.From!.Address, sent.Read.Text!.TrimEnd()));
    }

    [Fact]
    public async Task Other_queues_write_as_the_channel_and_a_note_is_nobodys_answer()
    {
        await QueueAsync(SendingDesk.Billing);
        var arrived = await Desk.ArriveAsync(Desk.Mail());
        var sent = await Desk.AnswerAsync(arrived);
        Assert.Equal((MailDesk.Address, "It is on its way."), (sent.Read.From!.Address, sent.Read.Text!.TrimEnd()));
        var billing = await Desk.ArriveAsync(Desk.Mail() with { To = SendingDesk.Billing, Recipients = [SendingDesk.Billing] });
        var note = await Desk.WriteAsync(billing, """{"text":"He has paid.","private":true}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("He has paid.", note.Text("text"));
    }

    [Theory]
    [InlineData("""{"senders":[{"channel":"mail","address":"boss@elsewhere.example"}]}""", "boss@elsewhere.example is no address of the channel mail")]
    [InlineData("""{"senders":[{"channel":"nothing","address":"billing@localhost"}]}""", "nothing is no channel that has an address")]
    [InlineData("""{"senders":[{"channel":"mail","address":"billing@localhost","name":"a\nb"}]}""", "the name for mail")]
    [InlineData("""{"signatures":[{"language":"en","text":" "}]}""", "a text has 1 to 2000 characters")]
    [InlineData("""{"signatures":[{"language":"English","text":"x"}]}""", "a language is two or three small letters")]
    public async Task What_cannot_be_is_refused_with_its_reason(string body, string reason)
    {
        var queue = await Admin.SendJsonAsync("POST", "/api/v1/queues", $$"""{"key":"{{Desk.Unique("q-")}}","name":"Q"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var problem = await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue.Text("id")}/identity", body, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains(reason, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_address_is_one_queues_only()
    {
        await QueueAsync(SendingDesk.Sales);
        var other = await Admin.SendJsonAsync("POST", "/api/v1/queues", $$"""{"key":"{{Desk.Unique("q-")}}","name":"Q"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var path = $"/api/v1/queues/{other.Text("id")}/identity";
        await Admin.SendJsonAsync("PUT", path, $$"""{"senders":[{"channel":"mail","address":"{{SendingDesk.Sales}}"}]}""", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        // the channel's own address has several names
        var own = await Admin.SendJsonAsync("PUT", path, $$"""{"senders":[{"channel":"mail","address":"{{MailDesk.Address}}","name":"Acme Help"}]}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("Acme Help", own["senders"]![0]!.Text("name"));
    }

    /// <summary>The key of the one queue that writes from this address.</summary>
    private async Task<string> QueueAsync(string address)
    {
        var key = "of-" + address.Split('@')[0];
        using var made = await Admin.SendJsonAsync("POST", "/api/v1/queues", $$"""{"key":"{{key}}","name":"{{key}}"}""", Ct);
        var id = (await Centre.ItemsAsync(Admin, "/queues")).Single(queue => queue!.Text("key") == key)!.Text("id");
        var body = new JsonObject
        {
            ["senders"] = new JsonArray(new JsonObject { ["channel"] = "mail", ["address"] = address, ["name"] = "Acme Billing" }),
            ["signatures"] = new JsonArray(
                new JsonObject { ["language"] = "en", ["text"] = English }, new JsonObject { ["language"] = "zh", ["text"] = "财务部" }),
        };
        await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{id}/identity", body.ToJsonString(), Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return key;
    }

    private async Task<string> QueueOfAsync(Arrived arrived) => (await Desk.ConversationAsync(arrived.Conversation))["queue"]!.Text("key");
}

public sealed class SqliteQueueIdentityTests(SendingDesk place) : QueueIdentityContract(place), IClassFixture<SendingDesk>;
