using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Messages of a channel with threads and copies, as mail is one.</summary>
public abstract class ThreadContract(Centre centre)
{
    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_message_that_answers_an_earlier_one_joins_its_conversation()
    {
        var (place, from, first) = await BegunAsync();
        var second = await ArriveAsync(place, from, ["id-unknown", "id-1"], "id-2");
        var third = await ArriveAsync(place, from, ["id-2"], "id-3");
        Assert.Equal((first.Conversation, first.Conversation), (second.Conversation, third.Conversation));
        Assert.NotEqual(first.Conversation, (await ArriveAsync(place, from, [], "id-4")).Conversation);
    }

    [Fact]
    public async Task Those_that_refer_to_the_same_unknown_message_belong_together_and_so_does_that_message_when_it_comes_late()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        var (lost, late) = (centre.Unique("lost-"), centre.Unique("late-"));
        var first = await ArriveAsync(place, from, [lost, late], centre.Unique("id-"));
        var second = await ArriveAsync(place, from, [lost], centre.Unique("id-"));
        var third = await ArriveAsync(place, from, [], late);
        Assert.Equal((first.Conversation, first.Conversation), (second.Conversation, third.Conversation));

        // what one customer refers to means nothing to another, until it is here
        var other = await ArriveAsync(place, Address(), [lost], centre.Unique("id-"));
        Assert.NotEqual(first.Conversation, other.Conversation);
        Assert.Null((await Centre.ConversationAsync(Admin, other.Conversation))["linkedTo"]);
        var stranger = await ArriveAsync(place, Address(), [late], centre.Unique("id-"));
        Assert.Equal(first.Conversation.ToString(), (await Centre.ConversationAsync(Admin, stranger.Conversation)).Text("linkedTo"));
    }

    [Fact]
    public async Task E06_a_stranger_who_names_a_conversation_gets_a_linked_one_of_their_own()
    {
        var (place, _, first) = await BegunAsync();
        var token = await TokenAsync(place, first);
        foreach (var name in (string[])[token, "id-1"])
        {
            var strange = await ArriveAsync(place, Address(), [name], centre.Unique("id-"));
            Assert.NotEqual(first.Conversation, strange.Conversation);
            var shown = await Centre.ConversationAsync(Admin, strange.Conversation);
            Assert.Equal(first.Conversation.ToString(), shown.Text("linkedTo"));
            Assert.Equal("stranger", Assert.Single(await MessagesAsync(strange))!.Text("joinedBy"));
        }
    }

    [Fact]
    public async Task A_token_with_one_letter_changed_names_nothing()
    {
        var (place, from, first) = await BegunAsync();
        var token = await TokenAsync(place, first);
        var forged = token[..^1] + (token[^1] == 'a' ? 'b' : 'a');
        var arrived = await ArriveAsync(place, from, [forged], "id-9");
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Equal("new", Assert.Single(await MessagesAsync(arrived))!.Text("joinedBy"));
    }

    [Fact]
    public async Task Who_got_a_copy_of_an_answer_takes_part()
    {
        var (place, _, first) = await BegunAsync();
        var colleague = Address();
        var token = await TokenAsync(place, first, $$""","cc":["{{colleague.ToUpperInvariant()}}"]""");
        Assert.Equal(first.Conversation, (await ArriveAsync(place, colleague, [token], "id-5")).Conversation);
    }

    [Fact]
    public async Task A_conversation_of_the_senders_own_goes_before_one_that_is_named_first()
    {
        var (place, _, others) = await BegunAsync();
        var token = await TokenAsync(place, others);
        var from = Address();
        var own = await ArriveAsync(place, from, [], "own-1");
        Assert.Equal(own.Conversation, (await ArriveAsync(place, from, [token, "own-1"], "own-2")).Conversation);
    }

    [Fact]
    public async Task An_id_that_comes_again_with_another_content_is_a_message_of_its_own_and_flagged()
    {
        var (place, from, first) = await BegunAsync();
        var second = await ArriveAsync(place, from, [], "id-1", new SourceKey("same", "print-2"));
        var third = await ArriveAsync(place, from, [], "id-1", new SourceKey("same", "print-3"));
        Assert.NotEqual(first.Conversation, third.Conversation);
        Assert.Empty(await FlagsAsync(second));
        Assert.Equal([MessageFlag.IdReused], await FlagsAsync(third));
        // the first that bore the name keeps it
        Assert.NotEqual(third.Conversation, (await ArriveAsync(place, from, ["id-1"], "id-6")).Conversation);
    }

    [Fact]
    public async Task A_source_without_ids_knows_a_repetition_for_a_while()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        var first = await ArriveAsync(place, from, [], null, new SourceKey("bytes", "", TimeSpan.FromDays(5)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ArriveAsync(place, from, [], null, new SourceKey("bytes", "", TimeSpan.FromDays(5))));
        var later = await ArriveAsync(place, from, [], null, new SourceKey("bytes", "", TimeSpan.Zero));
        Assert.NotEqual(first.Message, later.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ArriveAsync(place, from, [], null, new SourceKey("bytes", "", TimeSpan.FromDays(5))));
    }

    [Fact]
    public async Task Receivers_warnings_and_the_original_are_shown()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var arrived = await centre.ArriveAsync(place, "hello", Address(), message => message with
        {
            Thread = new ThreadPlace([], "id-7"),
            Flags = ["partsDiffer"],
            Receivers = [new Receiver("to", "Support@Hub.example", "Support"), new Receiver("cc", "not an address"), new Receiver("replyTo", "b@c.example")],
            Original = new OriginalInput("message/rfc822", "From: a@b"u8.ToArray()),
        });
        var message = Assert.Single(await MessagesAsync(arrived))!;
        Assert.Equal("""[{"address":"support@hub.example","name":"Support"}]""", message["to"]!.ToJsonString());
        Assert.Equal("not an address", message["cc"]![0]!.Text("address"));
        Assert.Equal("b@c.example", message["replyTo"]![0]!.Text("address"));
        Assert.Equal(["partsDiffer"], await FlagsAsync(arrived));
        using var original = await Admin.GetAsync($"/api/v1/conversations/{arrived.Conversation}/messages/{arrived.Message}/original", Ct);
        Assert.Equal("From: a@b", await original.Content.ReadAsStringAsync(Ct));
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task What_goes_out_names_its_receivers_once_and_what_it_follows()
    {
        var (place, from, first) = await BegunAsync();
        var other = Address();
        await TokenAsync(place, first, $$""","cc":["{{other}}","{{from}}","{{other}}"],"bcc":["{{other}}"]""");
        var sent = Assert.Single(place.Inbox.Sent);
        Assert.Equal([new Receiver("to", from), new Receiver("cc", other)], sent.Receivers);
        Assert.Equal([new EarlierMessage(first.Message, false, "<id-1@mail.example>")], sent.Earlier);
        Assert.Equal([from], (await MessagesAsync(first))[1]!["to"]!.AsArray().Select(to => to!.Text("address")));
    }

    [Theory]
    [InlineData("cc", """["a@b.example","nobody"]""", "number 2 is not a valid email address")]
    [InlineData("bcc", """["a@b.example,c@d.example"]""", "is not a valid email address")]
    [InlineData("to", """["INBOX+tag@hub.example"]""", "is an address of the hub itself")]
    public async Task D03_a_wrong_receiver_is_refused_by_its_place(string role, string addresses, string why)
    {
        var (place, _, first) = await BegunAsync();
        var body = $$"""{"text":"hi","{{role}}":{{addresses.Replace("INBOX", place.Inbox.Account.Id, StringComparison.Ordinal)}}}""";
        var problem = await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{first.Conversation}/messages", body, Ct)
            .ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains(why, problem["errors"]![role]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(await MessagesAsync(first));
    }

    private string Address() => centre.Unique("customer-") + "@example.org";

    private async Task<(WorkPlace Place, string From, Arrived First)> BegunAsync()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        return (place, from, await ArriveAsync(place, from, [], "id-1"));
    }

    private Task<Arrived> ArriveAsync(WorkPlace place, string from, IReadOnlyList<string> names, string? knownAs, SourceKey? source = null) =>
        centre.ArriveAsync(place, "hello", from, message => message with
        {
            Source = source ?? message.Source,
            Thread = new ThreadPlace(names, knownAs),
            ProviderId = knownAs is null ? null : $"<{knownAs}@mail.example>",
        });

    /// <summary>Answers, and finds the token that the answer bears.</summary>
    private async Task<string> TokenAsync(WorkPlace place, Arrived arrived, string more = "")
    {
        using var written = await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", $$"""{"text":"answer"{{more}}}""", Ct);
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count > 0, "the answer to go out", TimeSpan.FromSeconds(20), Ct);
        return place.Inbox.Sent[^1].Token;
    }

    private Task<JsonArray> MessagesAsync(Arrived arrived) => Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");

    private async Task<IEnumerable<string>> FlagsAsync(Arrived arrived)
    {
        var shown = (await MessagesAsync(arrived)).Single(message => message!.Text("id") == arrived.Message.ToString());
        return shown!["flags"]!.AsArray().Select(flag => flag!.GetValue<string>());
    }
}
