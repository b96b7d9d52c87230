using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Conversations;

/// <summary>What somebody of us has sent from elsewhere, such as a mail program of their own.</summary>
public abstract class SentMessageContract(Centre centre)
{
    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task It_stands_in_the_conversation_that_it_answers_and_nobody_waits_any_more()
    {
        var (place, customer, first) = await BegunAsync();
        var sent = await SendAsync(place, customer, ["id-1"], "sent-1");
        Assert.Equal(first.Conversation, sent.Conversation);
        var shown = Assert.Single(await MessagesAsync(sent), message => message!.Text("id") == sent.Message.ToString())!;
        Assert.Equal(("out", "accepted", "thread"), (shown.Text("direction"), shown.Text("state"), shown.Text("joinedBy")));
        Assert.Equal((place.Inbox.Account.Address, place.Inbox.Account.Name), (shown["from"]!.Text("address"), shown["from"]!.Text("name")));
        Assert.Equal([MessageFlag.SentElsewhere], Flags(shown));
        Assert.Equal([customer], shown["to"]!.AsArray().Select(to => to!.Text("address")));
        var conversation = await Centre.ConversationAsync(Admin, first.Conversation);
        Assert.Null(conversation["waitingSince"]);
        Assert.Equal("open", conversation.Text("status"));

        // the customer's answer finds it, by whatever address the customer was written to
        Assert.Equal(first.Conversation, (await ArriveAsync(place, customer, ["sent-1"], "id-2")).Conversation);
        Assert.NotNull((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
        Assert.Empty(place.Inbox.Sent);
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/deliveries?conversation={first.Conversation}"));
    }

    [Fact]
    public async Task A_token_of_ours_names_the_conversation_whoever_it_goes_to()
    {
        var (place, _, first) = await BegunAsync();
        var partner = Address();
        var sent = await SendAsync(place, partner, [await TokenAsync(first)], "sent-1");
        Assert.Equal(first.Conversation, sent.Conversation);
        // the customer has heard nothing
        Assert.NotNull((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
        // and whom we wrote to takes part
        Assert.Equal(first.Conversation, (await ArriveAsync(place, partner, ["sent-1"], "id-2")).Conversation);
    }

    [Fact]
    public async Task What_belongs_nowhere_is_a_conversation_with_its_receiver_in_which_nobody_waits()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var customer = Address();
        var sent = await SendAsync(place, customer, [], "sent-1");
        var conversation = await Centre.ConversationAsync(Admin, sent.Conversation);
        Assert.Equal("resolved", conversation.Text("status"));
        Assert.Null(conversation["waitingSince"]);
        Assert.Equal(place.QueueId.ToString(), conversation["queue"]!.Text("id"));
        var answer = await ArriveAsync(place, customer, ["sent-1"], "id-1");
        Assert.Equal(sent.Conversation, answer.Conversation);
        Assert.Equal("open", (await Centre.ConversationAsync(Admin, sent.Conversation)).Text("status"));
    }

    [Fact]
    public async Task The_customers_answer_may_come_before_it()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var customer = Address();
        var answer = await ArriveAsync(place, customer, ["sent-1"], "id-1");
        Assert.Equal(answer.Conversation, (await SendAsync(place, customer, [], "sent-1", at: TimeProvider.System.GetUtcNow().AddDays(-1))).Conversation);
        // it was written before, so it answers nothing
        Assert.NotNull((await Centre.ConversationAsync(Admin, answer.Conversation))["waitingSince"]);
    }

    [Fact]
    public async Task An_agent_is_its_writer_while_they_may_sign_in()
    {
        var (place, customer, _) = await BegunAsync();
        var agent = await centre.MemberAsync(place);
        var email = Address();
        await ChangeAgentAsync(agent.Id, $$"""{"email":"{{email}}"}""");
        var sent = await SendAsync(place, customer, ["id-1"], "sent-1", from: email);
        Assert.StartsWith("agent-", Assert.Single(await MessagesAsync(sent), Is(sent))!["from"]!.Text("name"), StringComparison.Ordinal);
        await ChangeAgentAsync(agent.Id, """{"disabled":true}""");
        var late = await SendAsync(place, customer, ["id-1"], "sent-2", from: email);
        Assert.Equal(place.Inbox.Account.Name, Assert.Single(await MessagesAsync(late), Is(late))!["from"]!.Text("name"));
    }

    [Fact]
    public async Task However_often_it_is_offered_it_is_there_once()
    {
        var (place, customer, first) = await BegunAsync();
        var input = place.Inbox.InputOf(Sent(place, customer, ["id-1"], "sent-1"));
        var intake = centre.Hub.Services.GetRequiredService<Intake>();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => intake.AcceptAsync(place.Inbox, input, Ct)));
        Assert.Single(results.OfType<IntakeResult.Appended>());
        Assert.Equal(7, results.OfType<IntakeResult.Duplicate>().Count());
        Assert.Equal(2, (await MessagesAsync(first)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_went_to_its_own_sender_too_is_sent_once_in_whichever_order(bool inboxFirst)
    {
        var (place, customer, first) = await BegunAsync();
        var sent = Sent(place, customer, ["id-1"], "sent-1") with { Source = new SourceKey("sent-1", "print") };
        var received = sent with { IsSent = false };
        foreach (var offered in inboxFirst ? [received, sent] : new[] { sent, received })
            for (var again = 0; again < 2; again++)
                await centre.Hub.Services.GetRequiredService<Intake>().AcceptAsync(place.Inbox, place.Inbox.InputOf(offered), Ct);
        Assert.Equal(["in", "out"], (await MessagesAsync(first)).Select(message => message!.Text("direction")));
        Assert.Null((await Centre.ConversationAsync(Admin, first.Conversation))["waitingSince"]);
    }

    private string Address() => centre.Unique("person-") + "@example.org";

    private async Task<(WorkPlace Place, string Customer, Arrived First)> BegunAsync()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var customer = Address();
        return (place, customer, await ArriveAsync(place, customer, [], "id-1"));
    }

    private Task<Arrived> ArriveAsync(WorkPlace place, string from, IReadOnlyList<string> names, string knownAs) =>
        centre.ArriveAsync(place, "hello", from, message => message with { Thread = new ThreadPlace(names, knownAs), ProviderId = knownAs });

    private InboundMessage Sent(WorkPlace place, string to, IReadOnlyList<string> names, string knownAs) => new()
    {
        Source = new SourceKey(centre.Unique("sent-")), FromAddress = place.Inbox.Account.Address!, Text = "Here it is.", IsSent = true,
        Thread = new ThreadPlace(names, knownAs), ProviderId = knownAs,
        Receivers = [new Receiver(ReceiverRole.Cc, place.Inbox.Account.Address!), new Receiver(ReceiverRole.To, to)],
    };

    private Task<Arrived> SendAsync(
        WorkPlace place, string to, IReadOnlyList<string> names, string knownAs, string? from = null, DateTimeOffset? at = null) =>
        centre.ArriveAsync(place, "Here it is.", from ?? place.Inbox.Account.Address, message => message with
        {
            IsSent = true, FromName = null, Thread = new ThreadPlace(names, knownAs), ProviderId = knownAs, Receivers = [new Receiver(ReceiverRole.To, to)], At = at,
        });

    private async Task<string> TokenAsync(Arrived arrived)
    {
        var number = (await Centre.ConversationAsync(Admin, arrived.Conversation))["number"]!.GetValue<long>();
        return centre.Hub.Services.GetRequiredService<ThreadTokens>().For(number);
    }

    private async Task ChangeAgentAsync(Guid agent, string change)
    {
        using var changed = await Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent}", change, Ct);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Ct));
    }

    private Task<JsonArray> MessagesAsync(Arrived arrived) => Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");

    private static Predicate<JsonNode?> Is(Arrived arrived) => message => message!.Text("id") == arrived.Message.ToString();

    private static IEnumerable<string> Flags(JsonNode message) => message["flags"]!.AsArray().Select(flag => flag!.GetValue<string>());
}
