using System.Text;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Conversations;

/// <summary>E08: when a message of a proven sender is an agent's answer, and when it is anybody's.</summary>
public abstract class AgentAnswerContract(Centre centre)
{
    private const string Said = "It leaves today.\n\nOn Friday Ann wrote:\n> Where is it?\n";

    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, Attachments = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task E08_what_is_new_in_it_goes_to_the_customer_once()
    {
        var (place, customer, first) = await BegunAsync();
        var (_, email) = await AgentAsync(place);
        var input = place.Inbox.InputOf(await AnswerAsync(first, email) with
        {
            Attachments = [new InboundAttachment("label.pdf", "application/pdf", "pdf"u8.ToArray())], Original = new OriginalInput("message/rfc822", "From: bob"u8.ToArray()),
        });
        var intake = centre.Hub.Services.GetRequiredService<Intake>();
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => intake.AcceptAsync(place.Inbox, input, Ct)));
        Assert.Single(results.OfType<IntakeResult.Appended>());
        Assert.Equal(5, results.OfType<IntakeResult.Duplicate>().Count());

        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count > 0, "the answer goes out", TimeSpan.FromSeconds(20), Ct);
        var sent = Assert.Single(place.Inbox.Sent);
        Assert.Equal((customer, "It leaves today."), (sent.To, sent.Text));
        Assert.StartsWith("agent-", sent.AgentName, StringComparison.Ordinal);
        Assert.Equal("label.pdf", Assert.Single(sent.Attachments).Name);
        var messages = await MessagesAsync(first);
        Assert.Equal(["in", "out"], messages.Select(message => message!.Text("direction")));
        Assert.True(messages[1]!["hasOriginal"]!.GetValue<bool>());
        Assert.Null((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
    }

    [Theory]
    [InlineData("unproven")]
    [InlineData("disabled")]
    [InlineData("otherQueue")]
    [InlineData("role")]
    [InlineData("forgedToken")]
    [InlineData("noToken")]
    [InlineData("nothingNew")]
    [InlineData("otherAddress")]
    public async Task E08_anything_less_is_a_strangers(string lack)
    {
        var (place, _, first) = await BegunAsync();
        var (agent, email) = await AgentAsync(lack == "otherQueue" ? await centre.WorkPlaceAsync() : place, lack == "role" ? "maintenance" : "agent");
        if (lack == "disabled") await ChangeAgentAsync(agent, """{"disabled":true}""");
        var mail = await AnswerAsync(first, lack == "otherAddress" ? Address() : email);
        var token = mail.Thread!.Names[0];
        mail = lack switch
        {
            "unproven" => mail with { MayAnswer = false },
            "forgedToken" => mail with { Thread = new ThreadPlace([token[..^1] + (token[^1] == 'a' ? 'b' : 'a')], "reply") },
            "noToken" => mail with { Thread = new ThreadPlace(["id-1"], "reply") },
            "nothingNew" => mail with { Text = "\n" },
            _ => mail,
        };
        var arrived = await TakeAsync(place, mail);
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        var shown = Assert.Single(await MessagesAsync(arrived))!;
        Assert.Equal("in", shown.Text("direction"));
        // E20: a colleague's address never passes for a customer's
        Assert.Equal(lack != "otherAddress", shown["flags"]!.AsArray().Any(flag => flag!.GetValue<string>() == MessageFlag.Staff));
        Assert.Single(await MessagesAsync(first));
        Assert.NotNull((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/deliveries?conversation={first.Conversation}"));
    }

    [Fact]
    public async Task What_went_to_the_customer_already_is_not_sent_again()
    {
        var (place, customer, first) = await BegunAsync();
        var (_, email) = await AgentAsync(place);
        var arrived = await TakeAsync(place, await AnswerAsync(first, email) with { Receivers = [new Receiver(ReceiverRole.To, customer)] });
        Assert.Equal(first.Conversation, arrived.Conversation);
        var shown = (await MessagesAsync(first))[1]!;
        Assert.Equal(("out", "accepted"), (shown.Text("direction"), shown.Text("state")));
        Assert.Null((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/deliveries?conversation={first.Conversation}"));
    }

    [Fact]
    public async Task E20_an_agent_who_is_the_customer_writes_as_the_customer()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var (_, email) = await AgentAsync(place);
        var first = await TakeAsync(place, Mail(email, new ThreadPlace([], "id-1")));
        var again = await TakeAsync(place, await AnswerAsync(first, email));
        Assert.Equal(first.Conversation, again.Conversation);
        Assert.Equal(["in", "in"], (await MessagesAsync(first)).Select(message => message!.Text("direction")));
    }

    [Fact]
    public async Task Pictures_of_a_signature_are_left_out_and_files_are_not()
    {
        var (place, _, first) = await BegunAsync();
        var (_, email) = await AgentAsync(place);
        await TakeAsync(place, await AnswerAsync(first, email) with
        {
            Text = null, Html = "<p>It leaves today.</p><p><img src=\"cid:logo\"></p>",
            Attachments =
            [
                new InboundAttachment("logo.png", "image/png", Encoding.ASCII.GetBytes("logo"), "logo"), new InboundAttachment("a.pdf", "application/pdf", "a"u8.ToArray(), "other"),
            ],
        });
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count > 0, "the answer goes out", TimeSpan.FromSeconds(20), Ct);
        Assert.Equal(["a.pdf"], place.Inbox.Sent[0].Attachments.Select(file => file.Name));
        Assert.Equal((null, "It leaves today."), (place.Inbox.Sent[0].Html, place.Inbox.Sent[0].Text));
    }

    private string Address() => centre.Unique("person-") + "@example.org";

    private async Task<(WorkPlace Place, string Customer, Arrived First)> BegunAsync()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var customer = Address();
        return (place, customer, await TakeAsync(place, Mail(customer, new ThreadPlace([], "id-1"))));
    }

    private InboundMessage Mail(string from, ThreadPlace thread) =>
        new() { Source = new SourceKey(centre.Unique("mail-")), FromAddress = from, Text = "Where is it?", Thread = thread, ProviderId = thread.KnownAs };

    private Task<Arrived> TakeAsync(WorkPlace place, InboundMessage mail) => centre.ArriveAsync(place, "", null, _ => mail);

    /// <summary>What the channel makes of an agent's mail that names the conversation by its key.</summary>
    private async Task<InboundMessage> AnswerAsync(Arrived arrived, string from)
    {
        var number = (await Centre.ConversationAsync(Admin, arrived.Conversation))["number"]!.GetValue<long>();
        var token = centre.Hub.Services.GetRequiredService<ThreadTokens>().For(number);
        return Mail(from, new ThreadPlace([token], centre.Unique("reply-"))) with { Text = Said, MayQuote = true, MayAnswer = true };
    }

    private async Task<(Guid Id, string Email)> AgentAsync(WorkPlace place, string role = "agent")
    {
        var (agent, email) = (await centre.MemberAsync(place, role), Address());
        await ChangeAgentAsync(agent.Id, $$"""{"email":"{{email}}"}""");
        return (agent.Id, email);
    }

    private async Task ChangeAgentAsync(Guid agent, string change)
    {
        using var changed = await Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent}", change, Ct);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Ct));
    }

    private Task<JsonArray> MessagesAsync(Arrived arrived) => Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");
}
