using System.Net;
using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

/// <summary>Merging conversations.</summary>
public abstract class MergeContract(Centre centre)
{
    private readonly MoveScene _scene = new(centre);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_goes_to_the_other_one_and_the_empty_one_points_there()
    {
        var (place, _, first, second) = await TwoAsync();
        var sent = await _scene.AnswerAsync(place, first.Conversation);
        await _scene.PatchAsync(first.Conversation, """{"tags":["late","vip"],"priority":5}""");
        await _scene.PatchAsync(second.Conversation, """{"tags":["vip","parcel"]}""");
        var number = (await _scene.ConversationAsync(first.Conversation))["number"]!.GetValue<long>();

        var merged = await _scene.MergeAsync(first.Conversation, second.Conversation).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(second.Conversation.ToString(), merged.Text("id"));
        Assert.Equal(["vip", "parcel", "late"], merged["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Equal(5, merged["priority"]!.GetValue<long>());
        Assert.Equal([first.Message, second.Message, sent.MessageId], await _scene.MessageIdsAsync(second.Conversation));
        Assert.Equal(("merged", number), await _scene.ReasonAsync(second.Conversation, first.Message));
        // our answer came after both, so nobody waits
        Assert.Null(merged["waitingSince"]);

        var stub = await _scene.ConversationAsync(first.Conversation);
        Assert.Equal(("resolved", second.Conversation.ToString()), (stub.Text("status"), stub.Text("mergedInto")));
        Assert.Empty(await _scene.MessagesAsync(first.Conversation));
        var deliveries = await Centre.ItemsAsync(_scene.Admin, $"/deliveries?conversation={second.Conversation}");
        Assert.Contains(deliveries, delivery => delivery!.Text("messageId") == sent.MessageId.ToString());
    }

    [Fact]
    public async Task What_names_the_merged_one_lands_in_the_other_also_over_several_merges()
    {
        var (place, from, first, second) = await TwoAsync();
        var sent = await _scene.AnswerAsync(place, first.Conversation);
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        var third = await _scene.MailAsync(place, from, centre.Unique("id-"));
        await _scene.MergedAsync(second.Conversation, third.Conversation);
        Assert.Equal(third.Conversation.ToString(), (await _scene.ConversationAsync(first.Conversation)).Text("mergedInto"));

        foreach (var name in (string[])[sent.Token, MoveScene.NameOf(sent), "first-" + from])
            Assert.Equal(third.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), name)).Conversation);
        // what we write then is still what answers to it name, and follows what was sent under the former name
        var after = await _scene.AnswerAsync(place, third.Conversation);
        Assert.Contains(after.Earlier, earlier => earlier.Id == sent.MessageId && earlier.OwnToken == sent.Token);
        Assert.NotEqual(sent.Token, after.Token);
    }

    [Fact]
    public async Task An_agents_capacity_is_freed_and_a_conversation_without_an_agent_gets_the_one_of_the_other()
    {
        var (place, from, first, second) = await TwoAsync();
        var agent = await centre.MemberAsync(place);
        foreach (var one in new[] { first, second }) await _scene.PatchAsync(one.Conversation, $$"""{"assignee":"{{agent.Id}}"}""");
        var both = await agent.LoadAsync();
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        Assert.Equal(both / 2, await agent.LoadAsync());

        var third = await _scene.MailAsync(place, from, centre.Unique("id-"));
        await _scene.MergedAsync(second.Conversation, third.Conversation);
        Assert.Equal(agent.Id.ToString(), (await _scene.ConversationAsync(third.Conversation))["assignee"]!.Text("id"));
        Assert.Equal(both / 2, await agent.LoadAsync());
        // what is done takes nothing, whatever is merged into it
        await _scene.PatchAsync(third.Conversation, """{"status":"resolved"}""");
        Assert.Equal(0, await agent.LoadAsync());
    }

    [Fact]
    public async Task What_was_open_is_open_in_one_that_was_done()
    {
        var (_, _, first, second) = await TwoAsync();
        await _scene.PatchAsync(second.Conversation, """{"status":"resolved"}""");
        var merged = await _scene.MergeAsync(first.Conversation, second.Conversation).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("open", merged.Text("status"));
        Assert.NotNull(merged["waitingSince"]);
        Assert.Null(merged["resolvedAt"]);
    }

    [Fact]
    public async Task Nothing_is_done_any_more_in_one_that_was_merged()
    {
        var (_, _, first, second) = await TwoAsync();
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        var path = $"/api/v1/conversations/{first.Conversation}";
        await _scene.Admin.SendJsonAsync("PATCH", path, """{"status":"open"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.Admin.SendJsonAsync("POST", path + "/messages", """{"text":"hi"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.MergeAsync(first.Conversation, second.Conversation).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await _scene.MergeAsync(second.Conversation, first.Conversation).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task A_conversation_of_another_customer_is_merged_by_whom_the_role_lets_and_both_take_part_then()
    {
        var place = await _scene.MailPlaceAsync();
        var (ann, bob) = (_scene.Address(), _scene.Address());
        var (first, second) = (await _scene.MailAsync(place, ann, centre.Unique("id-")), await _scene.MailAsync(place, bob, centre.Unique("id-")));
        var sent = await _scene.AnswerAsync(place, first.Conversation);
        using var key = await centre.Hub.KeyAsync("integration", Ct);
        await _scene.MergeAsync(first.Conversation, second.Conversation, key).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        foreach (var from in (string[])[ann, bob])
            Assert.Equal(second.Conversation, (await _scene.MailAsync(place, from, centre.Unique("id-"), sent.Token)).Conversation);
    }

    [Fact]
    public async Task What_is_on_a_channel_without_threads_stays_with_its_customer()
    {
        var place = await centre.WorkPlaceAsync();
        var (ann, bob) = (await centre.ArriveAsync(place, "ann"), await centre.ArriveAsync(place, "bob"));
        var problem = await _scene.MergeAsync(ann.Conversation, bob.Conversation).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("stays with its customer", problem["errors"]!["into"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_was_merged_goes_on_where_it_is()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("customer-");
        var first = await centre.ArriveAsync(place, "first", from);
        await _scene.PatchAsync(first.Conversation, """{"status":"resolved"}""");
        await AgeAsync(first);
        var second = await centre.ArriveAsync(place, "second", from);
        Assert.NotEqual(first.Conversation, second.Conversation);
        // the open one into the one that is done, which is open then
        await _scene.MergedAsync(second.Conversation, first.Conversation);
        Assert.Equal(first.Conversation, (await centre.ArriveAsync(place, "third", from)).Conversation);
        Assert.Equal(3, (await _scene.MessagesAsync(first.Conversation)).Count);
    }

    [Fact]
    public async Task Agents_merge_only_what_they_may_see()
    {
        var (place, _, first, second) = await TwoAsync();
        var stranger = await centre.MemberAsync(await centre.WorkPlaceAsync());
        await _scene.MergeAsync(first.Conversation, second.Conversation, stranger.Http).ProblemAsync(HttpStatusCode.NotFound, Ct);
        var elsewhere = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "elsewhere");
        var member = await centre.MemberAsync(place);
        var problem = await _scene.MergeAsync(first.Conversation, elsewhere.Conversation, member.Http).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Equal("does not exist", problem["errors"]!["into"]![0]!.GetValue<string>());
        using var reader = await centre.Hub.KeyAsync("maintenance", Ct);
        await _scene.MergeAsync(first.Conversation, second.Conversation, reader).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Fact]
    public async Task An_old_view_of_either_is_answered_with_that_one_and_a_repeated_request_with_the_first_answer()
    {
        var (_, _, first, second) = await TwoAsync();
        var differs = await _scene.MergeAsync(first.Conversation, second.Conversation, null, ("If-Match", "\"7\""))
            .ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal(first.Conversation.ToString(), differs["current"]!.Text("id"));
        var stale = await _scene.Admin.SendJsonAsync(
                "POST", $"/api/v1/conversations/{first.Conversation}/merge", $$"""{"into":"{{second.Conversation}}","intoVersion":7}""", Ct)
            .ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal(second.Conversation.ToString(), stale["current"]!.Text("id"));

        var key = ("Idempotency-Key", centre.Unique("merge-"));
        using var done = await _scene.MergeAsync(first.Conversation, second.Conversation, null, ("If-Match", "\"1\""), key);
        using var again = await _scene.MergeAsync(first.Conversation, second.Conversation, null, ("If-Match", "\"1\""), key);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, again.StatusCode));
        Assert.Equal(await done.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_journal_tells_of_each_message_who_moved_it_and_how()
    {
        var (_, _, first, second) = await TwoAsync();
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        var entries = await centre.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<JournalEntry>(
                "SELECT seq, at, kind, actor, conversation_id, message_id, contact_id, queue_id, agent_id, subject, changes FROM journal WHERE message_id = @id OR conversation_id = @from",
                new { id = first.Message, from = first.Conversation }, read),
            Ct);
        var moved = Assert.Single(entries, entry => entry.Kind == JournalKinds.MessageMoved);
        Assert.Equal(second.Conversation, moved.ConversationId);
        Assert.StartsWith("agent:", moved.Actor, StringComparison.Ordinal);
        Assert.Equal($$"""{"from":"{{first.Conversation}}","by":"merged","joinedBy":"new"}""", moved.Changes);
        Assert.Contains(entries, entry => entry.Kind == JournalKinds.ConversationChanged && entry.Changes!.Contains($"\"mergedInto\":\"{second.Conversation}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_merges_that_cross_leave_one_that_holds_everything()
    {
        for (var round = 0; round < 5; round++)
        {
            var (_, _, first, second) = await TwoAsync();
            var answers = await Task.WhenAll(_scene.MergeAsync(first.Conversation, second.Conversation), _scene.MergeAsync(second.Conversation, first.Conversation));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.BadRequest);
            var held = new[] { await _scene.MessageIdsAsync(first.Conversation), await _scene.MessageIdsAsync(second.Conversation) };
            Assert.Equal([0, 2], held.Select(messages => messages.Count).Order());
        }
    }

    [Fact]
    public async Task What_arrives_while_conversations_are_merged_is_in_the_one_that_holds_everything()
    {
        var (place, from, first, second) = await TwoAsync();
        var sent = await _scene.AnswerAsync(place, first.Conversation);
        var copied = _scene.Address();
        await _scene.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{first.Conversation}/messages", $$"""{"text":"see","cc":["{{copied}}"]}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var arrivals = Enumerable.Range(0, 12).Select(i => _scene.MailAsync(place, i % 2 == 0 ? from : copied, centre.Unique("id-"), sent.Token)).ToList();
        await _scene.MergedAsync(first.Conversation, second.Conversation);
        await Task.WhenAll(arrivals);
        Assert.Empty(await _scene.MessagesAsync(first.Conversation));
        Assert.Equal(4 + 12, (await _scene.MessagesAsync(second.Conversation)).Count);
    }

    [Fact]
    public async Task An_answer_that_is_being_sent_goes_on_and_two_at_once_are_not_brought_together()
    {
        var (place, _, first, second) = await TwoAsync();
        var gate = new TaskCompletionSource();
        place.Inbox.Answer = async (_, ct) =>
        {
            await gate.Task.WaitAsync(ct);
            return new DeliveryResult.Accepted(null);
        };
        foreach (var one in new[] { first, second })
            await _scene.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{one.Conversation}/messages", """{"text":"slow"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == 2, "both answers to be under way", MoveScene.Soon, Ct);
        await _scene.MergeAsync(first.Conversation, second.Conversation).ProblemAsync(HttpStatusCode.Conflict, Ct);
        // one alone may move while it is under way
        var third = await _scene.MailAsync(place, _scene.Address(), centre.Unique("id-"));
        await _scene.MergedAsync(first.Conversation, third.Conversation);
        gate.SetResult();
        await Eventually.HoldsAsync(
            async _ => (await _scene.MessagesAsync(third.Conversation)).Any(message => message!.Text("state") == "accepted"), "the answer to be accepted", MoveScene.Soon, Ct);
        Assert.Equal(2, place.Inbox.Sent.Count);
    }

    [Fact]
    public async Task Search_finds_the_messages_where_they_are()
    {
        var (place, from, _, second) = await TwoAsync();
        var word = centre.Unique("wombat");
        var told = await centre.ArriveAsync(place, $"a {word}", from, message => message with { Thread = new([], centre.Unique("id-")) });
        await FindsAsync(place, word, told.Conversation);
        await _scene.MergedAsync(told.Conversation, second.Conversation);
        await FindsAsync(place, word, second.Conversation);
        var split = await _scene.SplitAsync(second.Conversation, null, told.Message).JsonAsync(HttpStatusCode.Created, Ct);
        await FindsAsync(place, word, Guid.Parse(split.Text("id")));
    }

    private Task FindsAsync(WorkPlace place, string word, Guid conversation) => Eventually.HoldsAsync(
        async _ => (await Centre.IdsAsync(_scene.Admin, $"/conversations?queue={place.Key}&q={word}")).SequenceEqual([conversation]),
        $"{word} to be found in its conversation alone", MoveScene.Soon, Ct);

    /// <summary>Two conversations of a customer, each of one mail; the first one's is known as <c>first-</c> and the address.</summary>
    private async Task<(WorkPlace Place, string From, Arrived First, Arrived Second)> TwoAsync()
    {
        var place = await _scene.MailPlaceAsync();
        var from = _scene.Address();
        return (place, from, await _scene.MailAsync(place, from, "first-" + from), await _scene.MailAsync(place, from, "Another matter", centre.Unique("id-"), []));
    }

    /// <summary>As if it had been done long ago.</summary>
    private Task<int> AgeAsync(Arrived arrived) => centre.Hub.Store.WriteAsync(
        (tx, unit) => tx.ExecuteAsync("UPDATE conversations SET resolved_at = 1 WHERE id = @Conversation", arrived, unit), Ct);
}
