using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

/// <summary>Splitting conversations and moving messages.</summary>
public abstract class SplitContract(Centre centre)
{
    private readonly MoveScene _scene = new(centre);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chosen_messages_begin_a_conversation_that_is_linked_and_their_answers_arrive_there()
    {
        var (place, from, first, second) = await ThreadAsync();
        var sent = await _scene.AnswerAsync(place, first.Conversation);
        var third = await _scene.MailAsync(place, from, "third-" + from, MoveScene.NameOf(sent));
        Assert.Equal(first.Conversation, third.Conversation);

        var split = await SplitAsync(first.Conversation, second.Message, sent.MessageId);
        Assert.Equal((first.Conversation.ToString(), "open"), (split.View.Text("linkedTo"), split.View.Text("status")));
        Assert.Equal([second.Message, sent.MessageId], await _scene.MessageIdsAsync(split.Id));
        Assert.Equal([first.Message, third.Message], await _scene.MessageIdsAsync(first.Conversation));
        var number = (await _scene.ConversationAsync(first.Conversation))["number"]!.GetValue<long>();
        Assert.Equal(("split", number), await _scene.ReasonAsync(split.Id, second.Message));

        // by the name of the customer's mail, and by that of our answer, which bears the number of the old one
        foreach (var name in (string[])["second-" + from, MoveScene.NameOf(sent)])
            Assert.Equal(split.Id, (await _scene.MailAsync(place, from, centre.Unique("id-"), name, sent.Token)).Conversation);
        Assert.Equal(first.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), "third-" + from)).Conversation);
        Assert.Equal(first.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), sent.Token)).Conversation);
    }

    [Fact]
    public async Task It_waits_since_what_nobody_answered_and_the_old_one_no_longer()
    {
        var (place, _, first, second) = await ThreadAsync();
        var split = await SplitAsync(first.Conversation, second.Message);
        Assert.NotNull(split.View["waitingSince"]);
        await _scene.AnswerAsync(place, first.Conversation);
        Assert.Null((await _scene.ConversationAsync(first.Conversation))["waitingSince"]);
        Assert.NotNull((await _scene.ConversationAsync(split.Id))["waitingSince"]);
        Assert.Equal(place.Key, split.View["queue"]!.Text("key"));
    }

    [Fact]
    public async Task It_stays_with_the_acting_agent_who_has_the_old_one_and_is_routed_else()
    {
        var (place, _, first, second) = await ThreadAsync();
        var agent = await centre.MemberAsync(place);
        await _scene.PatchAsync(first.Conversation, $$"""{"assignee":"{{agent.Id}}"}""");
        var load = await agent.LoadAsync();
        var split = await _scene.SplitAsync(first.Conversation, agent.Http, second.Message).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(agent.Id.ToString(), split["assignee"]!.Text("id"));
        Assert.Equal(load * 2, await agent.LoadAsync());

        // by somebody else: it waits for whom the router gives it to
        var (_, _, other, more) = await ThreadAsync(place);
        await _scene.PatchAsync(other.Conversation, $$"""{"assignee":"{{agent.Id}}"}""");
        var routed = await SplitAsync(other.Conversation, more.Message);
        Assert.Null(routed.View["assignee"]);
        var free = await centre.MemberAsync(place);
        await free.AvailableAsync();
        await Eventually.HoldsAsync(
            async _ => (await _scene.ConversationAsync(routed.Id))["assignee"]?.Text("id") == free.Id.ToString(), "the router to give it", MoveScene.Soon, Ct);
    }

    [Fact]
    public async Task On_a_channel_without_threads_the_customer_goes_on_in_the_one_that_was_there()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("customer-");
        var first = await centre.ArriveAsync(place, "one matter", from);
        var second = await centre.ArriveAsync(place, "and another", from);
        var split = await SplitAsync(first.Conversation, second.Message);
        Assert.Equal(first.Conversation, (await centre.ArriveAsync(place, "more", from)).Conversation);
        var sent = await _scene.AnswerAsync(place, split.Id);
        Assert.Equal(from, sent.To);
        // it can be done and come back whatever else is open
        await _scene.PatchAsync(split.Id, """{"status":"resolved"}""");
        await _scene.PatchAsync(split.Id, """{"status":"open"}""");
    }

    [Fact]
    public async Task A_message_that_was_split_off_can_be_merged_back()
    {
        var (place, from, first, second) = await ThreadAsync();
        var split = await SplitAsync(first.Conversation, second.Message);
        await _scene.MergedAsync(split.Id, first.Conversation);
        Assert.Equal([first.Message, second.Message], await _scene.MessageIdsAsync(first.Conversation));
        Assert.Equal(first.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), "second-" + from)).Conversation);
    }

    [Fact]
    public async Task A_message_moves_to_another_conversation_with_its_names()
    {
        var (place, from, first, second) = await ThreadAsync();
        var target = await _scene.MailAsync(place, from, "Another matter", centre.Unique("id-"), []);
        await _scene.PatchAsync(target.Conversation, """{"status":"pending"}""");
        var moved = await _scene.MoveAsync(second, target.Conversation).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((target.Conversation.ToString(), "open"), (moved.Text("id"), moved.Text("status")));
        Assert.Equal([second.Message, target.Message], await _scene.MessageIdsAsync(target.Conversation));
        Assert.Equal("moved", (await _scene.ReasonAsync(target.Conversation, second.Message)).Reason);
        Assert.Equal(target.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), "second-" + from)).Conversation);
        Assert.Equal(first.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), "first-" + from)).Conversation);
    }

    [Fact]
    public async Task A_message_that_is_filed_with_what_is_done_leaves_it_done()
    {
        var (place, from, first, second) = await ThreadAsync();
        var target = await _scene.MailAsync(place, from, "Another matter", centre.Unique("id-"), []);
        await _scene.PatchAsync(target.Conversation, """{"status":"resolved"}""");
        var moved = await _scene.MoveAsync(second, target.Conversation).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("resolved", moved.Text("status"));
        Assert.Single(await _scene.MessagesAsync(first.Conversation));
    }

    [Fact]
    public async Task What_cannot_be_taken_out_is_refused()
    {
        var (place, from, first, second) = await ThreadAsync();
        var other = await _scene.MailAsync(place, from, "Another matter", centre.Unique("id-"), []);
        await _scene.SplitAsync(first.Conversation, null).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.SplitAsync(first.Conversation, null, first.Message, second.Message).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.SplitAsync(first.Conversation, null, other.Message).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.MoveAsync(second, first.Conversation).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.MoveAsync(other, first.Conversation).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.MoveAsync(second, second.Message).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var stranger = await centre.MemberAsync(await centre.WorkPlaceAsync());
        await _scene.SplitAsync(first.Conversation, stranger.Http, second.Message).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Equal(2, (await _scene.MessagesAsync(first.Conversation)).Count);
    }

    /// <summary>A customer's two mails in one conversation, known as <c>first-</c> and <c>second-</c> and the address.</summary>
    private async Task<(WorkPlace Place, string From, Arrived First, Arrived Second)> ThreadAsync(WorkPlace? at = null)
    {
        var place = at ?? await _scene.MailPlaceAsync();
        var from = _scene.Address();
        var first = await _scene.MailAsync(place, from, "first-" + from);
        return (place, from, first, await _scene.MailAsync(place, from, "second-" + from, "first-" + from));
    }

    private async Task<(Guid Id, JsonNode View)> SplitAsync(Guid from, params Guid[] messages)
    {
        var view = await _scene.SplitAsync(from, null, messages).JsonAsync(HttpStatusCode.Created, Ct);
        return (Guid.Parse(view.Text("id")), view);
    }
}
