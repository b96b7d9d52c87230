using System.Net;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>Who somebody is, and what they hear, does not follow from what they claim, hold or were sent.</summary>
public sealed class EmailIdentityTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private const string Secret = "4711-0815";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"{0}\" <{1}>")]
    [InlineData("\"{0} via Support\" <{1}>")]
    [InlineData("=?utf-8?Q?{0}?= <{1}>")]
    [InlineData("{1} ({0})")]
    public async Task E04_a_display_name_that_is_anothers_address_is_a_name_and_nothing_else(string form)
    {
        var (ceo, first, _) = await ToldAsync();
        var eve = desk.Mail();
        var written = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, ceo.From, eve.From);
        var arrived = await desk.ArriveAsync(eve with { From = written, ReturnPath = eve.From, Fields = [$"References: <{ceo.MessageId}>"] });
        Assert.Equal(eve.From, (await desk.MessageAsync(arrived))["from"]!.Text("address"));
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.NotEqual((await desk.ConversationAsync(first.Conversation))["contact"]!.ToJsonString(), (await desk.ConversationAsync(arrived.Conversation))["contact"]!.ToJsonString());
        Assert.Equal(eve.From, Assert.Single((await desk.AnswerAsync(arrived)).Read.To).Address);
    }

    [Fact]
    public async Task E07_whom_our_mail_was_forwarded_to_can_write_and_reads_nothing()
    {
        var (_, first, sent) = await ToldAsync();
        var third = desk.Mail() with { To = sent.KeyedAddress, Recipients = [sent.KeyedAddress], Fields = [$"In-Reply-To: <{sent.Id}>", $"References: <{sent.Id}>"] };
        var arrived = await desk.ArriveAsync(third);
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Equal(JoinReason.Stranger, (await desk.MessageAsync(arrived)).Text("joinedBy"));
        await AssertHearsNothingAsync(third.From, arrived, first);
    }

    [Fact]
    public async Task E09_a_code_that_is_sent_to_us_is_sent_on_to_nobody()
    {
        await AcknowledgeAsync();
        var outsider = $"{desk.Unique("verify-")}@example.net";
        var mail = desk.Mail() with { Fields = [$"Cc: {outsider}"], Subject = "Sign in" };
        var arrived = await desk.ArriveAsync(mail.Saying($"Your code is {Secret}. Do not share it."));
        var messages = await desk.MessagesAsync(arrived.Conversation);
        foreach (var answer in messages.Where(message => message!.Text("direction") == "out"))
        {
            var sent = await desk.TakeAsync(Guid.Parse(answer!.Text("id")));
            Assert.DoesNotContain(Secret, sent.Text, StringComparison.Ordinal);
            Assert.Equal([mail.From], sent.Read.To.Concat(sent.Read.Cc).Select(to => to.Address));
        }

        // and whoever asks from the copy's address is told of nothing
        var asked = await desk.ArriveAsync(desk.Mail() with { From = outsider, Fields = [$"In-Reply-To: <{mail.MessageId}>"] });
        await AssertHearsNothingAsync(outsider, asked, arrived);
    }

    [Fact]
    public async Task E09_a_code_that_was_sent_to_us_is_hidden_until_its_conversation_is_opened()
    {
        var arrived = await desk.ArriveAsync((desk.Mail() with { Subject = "482913 is your sign-in code" }).Saying("Hello,\r\n\r\n482913\r\n"));
        var order = await desk.ArriveAsync((desk.Mail() with { Subject = "Order 482913" }).Saying("Where is 482913?"));
        var list = await Centre.ItemsAsync(desk.Hub.Admin, "/conversations?limit=200");
        var (listed, other) = (Listed(arrived), Listed(order));
        Assert.Equal("•••••• is your sign-in code", listed.Text("subject"));
        Assert.Contains("••••••", listed.Text("preview"), StringComparison.Ordinal);
        Assert.DoesNotContain("482913", listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("Order 482913", "Where is 482913?"), (other.Text("subject"), other.Text("preview").Trim()));

        // opened, and once something was changed of it, it is whole
        await desk.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", """{"priority":1}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("482913 is your sign-in code", (await desk.ConversationAsync(arrived.Conversation)).Text("subject"));
        Assert.Contains("482913", (await desk.MessageAsync(arrived)).Text("text"), StringComparison.Ordinal);

        System.Text.Json.Nodes.JsonNode Listed(Arrived one) => Assert.Single(list, item => item!.Text("id") == one.Conversation.ToString())!;
    }

    [Fact]
    public async Task E10_who_only_got_the_customers_copy_hears_nothing_of_the_conversation()
    {
        await AcknowledgeAsync();
        var friend = desk.Mail();
        var mail = desk.Mail() with { Fields = [$"Cc: {friend.From}"] };
        var first = await desk.ArriveAsync(mail.Saying($"My customer number is {Secret}."));
        var asked = await desk.ArriveAsync((friend with { Fields = [$"In-Reply-To: <{mail.MessageId}>"] }).Saying("What is the status?"));
        Assert.NotEqual(first.Conversation, asked.Conversation);
        await AssertHearsNothingAsync(friend.From, asked, first);
    }

    /// <summary>Neither what the hub answers by itself nor an agent's answer brings anything of the other conversation.</summary>
    private async Task AssertHearsNothingAsync(string address, Arrived asked, Arrived about)
    {
        var answer = await desk.AnswerAsync(asked, """{"text":"Who are you?"}""");
        var ids = (await desk.MessagesAsync(asked.Conversation)).Where(message => message!.Text("direction") == "out").Select(message => Guid.Parse(message!.Text("id")));
        foreach (var id in ids)
        {
            var sent = await desk.TakeAsync(id);
            Assert.Equal([address], sent.Read.To.Concat(sent.Read.Cc).Select(to => to.Address));
            Assert.DoesNotContain(Secret, sent.Text, StringComparison.Ordinal);
            Assert.NotEqual(await TokenAsync(about), sent.Token);
        }

        Assert.Contains(answer.Message, ids);
        Assert.DoesNotContain(asked.Message.ToString(), (await desk.MessagesAsync(about.Conversation)).Select(message => message!.Text("id")));
    }

    private async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> ToldAsync()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail.Saying($"My customer number is {Secret}."));
        return (mail, first, await desk.AnswerAsync(first));
    }

    private async Task<string> TokenAsync(Arrived arrived) => (await desk.AnswerAsync(arrived)).Token;

    private async Task AcknowledgeAsync()
    {
        var queue = Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/queues"), item => item!.Text("key") == "support")!;
        await desk.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue.Text("id")}/acknowledgement", """{"enabled":true}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }
}
