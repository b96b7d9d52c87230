using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Rules;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Hub.Tests.Rules.RuleScene;

namespace Hub.Tests.Rules;

/// <summary>What rules do with what comes in, before the router gives it to anybody.</summary>
public abstract class RulesContract(Centre centre)
{
    private const string IsMarked = "SELECT COUNT(*) FROM conversations WHERE awaits_rules";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_new_conversation_goes_to_another_queue_before_any_agent_gets_it()
    {
        var (usual, other) = (await centre.WorkPlaceAsync(), await centre.WorkPlaceAsync());
        var (idle, wanted) = (await centre.MemberAsync(usual), await centre.MemberAsync(other));
        await idle.AvailableAsync();
        await wanted.AvailableAsync();
        var rule = await centre.RuleAsync(usual, $$"""{"queue":"{{other.QueueId}}"}""");
        Assert.Equal(other.Key, rule["actions"]!.Text("queue"));
        for (var i = 0; i < 4; i++)
        {
            var arrived = await centre.ArriveAsync(usual, "one of four");
            await wanted.HasAsync(arrived);
            Assert.Equal(other.Key, Assert.Single(await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/routing"))!["queue"]!.Text("key"));
        }

        Assert.Equal(0, await idle.LoadAsync());
        await centre.EndAsync(rule);
    }

    [Fact]
    public async Task A_skill_that_a_rule_asks_for_finds_the_agent_who_has_it()
    {
        var place = await centre.WorkPlaceAsync();
        var (idle, skilled) = (await centre.MemberAsync(place), await centre.MemberAsync(place));
        await Admin.SendJsonAsync("PUT", $"/api/v1/agents/{skilled.Id}/skills", """{"skills":{"french":4}}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await idle.AvailableAsync();
        await skilled.AvailableAsync();
        var rule = await centre.RuleAsync(place, """{"skills":[{"skill":"french","level":3}],"priority":10,"language":"fr"}""", """{"field":"words","operator":"contains","values":["bonjour"]}""");
        var arrived = await centre.ArriveAsync(place, "Bonjour !");
        await skilled.HasAsync(arrived);
        var conversation = await Centre.ConversationAsync(Admin, arrived.Conversation);
        Assert.Equal((10, "fr"), (conversation["priority"]!.GetValue<long>(), conversation.Text("language")));
        await idle.HasAsync(await centre.ArriveAsync(place, "Good morning"));
        await centre.EndAsync(rule);
    }

    [Fact]
    public async Task Chinese_words_of_two_characters_are_found_and_quoted_text_is_not_looked_at()
    {
        var place = await centre.WorkPlaceAsync();
        var rule = await centre.RuleAsync(place, """{"addTags":["投诉"]}""", """{"field":"text","operator":"contains","values":["投诉","complaint"]}""");
        Assert.Equal(["投诉"], Tags(await centre.AfterRulesAsync(await centre.ArriveAsync(place, "我要投诉你们！"))));
        Assert.Equal(["投诉"], Tags(await centre.AfterRulesAsync(await centre.ArriveAsync(place, "A COMPLAINT about it"))));
        Assert.Empty(Tags(await centre.AfterRulesAsync(await centre.ArriveAsync(place, "我要退款"))));
        var quoting = await centre.ArriveAsync(place, "Thank you.\n\n> I have a complaint\n> about it\n", with: message => message with { MayQuote = true });
        Assert.Empty(Tags(await centre.AfterRulesAsync(quoting)));
        await centre.EndAsync(rule);
    }

    [Fact]
    public async Task Rules_act_in_their_order_each_sees_what_the_earlier_did_and_one_stops_the_rest()
    {
        var place = await centre.WorkPlaceAsync();
        var stops = await centre.RuleAsync(place, """{"priority":7,"stop":true}""", """{"field":"tag","operator":"is","values":["seen"]}""");
        var never = await centre.RuleAsync(place, """{"addTags":["never"]}""");
        var first = await centre.RuleAsync(place, """{"addTags":["seen"]}""");
        await Admin.SendJsonAsync("PATCH", $"/api/v1/rules/{first.Text("id")}", """{"place":0}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var arrived = await centre.ArriveAsync(place, "hello");
        var conversation = await centre.AfterRulesAsync(arrived);
        Assert.Equal(7, conversation["priority"]!.GetValue<long>());
        Assert.Equal(["seen"], Tags(conversation));
        var history = await centre.HistoryAsync(arrived);
        Assert.Equal([first.Text("name"), stops.Text("name")], history.Select(record => record!["rule"]!.Text("name")));
        Assert.Equal("seen", history[0]!["effect"]!["addedTags"]![0]!.GetValue<string>());
        Assert.Equal((7, true, 1), (history[1]!["effect"]!["priority"]!.GetValue<int>(), history[1]!["effect"]!["stops"]!.GetValue<bool>(), history[1]!["rule"]!["version"]!.GetValue<int>()));
        var actors = await centre.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT actor FROM journal WHERE conversation_id = @Conversation AND kind = 'conversation.changed' ORDER BY seq", arrived, read), Ct);
        Assert.Equal([$"rule:{first.Text("id")}", $"rule:{stops.Text("id")}", RuleReader.Actor], actors.Take(3));
        await centre.EndAsync(first, stops, never);
    }

    [Fact]
    public async Task A_rule_on_every_message_looks_at_later_ones_and_one_on_beginnings_does_not()
    {
        var place = await centre.WorkPlaceAsync();
        var each = await centre.RuleAsync(place, """{"addTags":["urgent"]}""", """{"field":"words","operator":"contains","values":["urgent"]}""", when: "message");
        var first = await centre.RuleAsync(place, """{"addTags":["began so"]}""", """{"field":"words","operator":"contains","values":["urgent"]}""");
        var from = centre.Unique("customer-");
        var arrived = await centre.ArriveAsync(place, "hello", from);
        Assert.Empty(Tags(await centre.AfterRulesAsync(arrived)));
        Assert.Equal(arrived.Conversation, (await centre.ArriveAsync(place, "It is urgent", from)).Conversation);
        Assert.Equal(["urgent"], Tags(await centre.AfterRulesAsync(arrived)));
        await centre.EndAsync(each, first);
    }

    [Fact]
    public async Task A_rule_that_cannot_be_applied_is_passed_over_with_an_alarm_and_the_conversation_is_routed()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        await agent.AvailableAsync();
        var key = centre.Unique("place-");
        var calendar = await Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{key}}","name":"x","zone":"UTC","hours":""}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var broken = await centre.RuleAsync(place, """{"addTags":["broken"]}""", $$"""{"field":"calendar","operator":"closed","values":["{{key}}"]}""");
        var whole = await centre.RuleAsync(place, """{"addTags":["whole"]}""");
        var early = await centre.ArriveAsync(place, "early");
        await agent.HasAsync(early);
        Assert.Equal(["broken", "whole"], Tags(await centre.AfterRulesAsync(early)));
        using var deleted = await Admin.DeleteAsync($"/api/v1/calendars/{calendar.Text("id")}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var late = await centre.ArriveAsync(place, "late");
        await agent.HasAsync(late);
        Assert.Equal(["whole"], Tags(await centre.AfterRulesAsync(late)));
        Assert.Contains(broken.Text("name"), Assert.Single(await AlarmsAsync(broken))!.Text("text"), StringComparison.Ordinal);
        // it can be switched off, but not on, and that ends the alarm
        await ChangeAsync(broken, """{"enabled":false}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotNull((await ChangeAsync(broken, """{"enabled":true}""").ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]!["conditions[1].values"]);
        await Eventually.HoldsAsync(async _ => (await AlarmsAsync(broken)).Count == 0, "the alarm is over", TimeSpan.FromSeconds(20), Ct);
        await centre.EndAsync(broken, whole);
    }

    [Fact]
    public async Task What_waits_for_rules_goes_on_when_the_reader_gives_its_entry_up()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var arrived = await centre.ArriveAsync(place, "hello");
        await centre.LookedAsync();
        var reader = centre.Hub.Services.GetRequiredService<RuleReader>();
        var entry = new JournalEntry { At = 0, Kind = JournalKinds.MessageReceived, Actor = "test", ConversationId = arrived.Conversation, MessageId = arrived.Message };
        await centre.Hub.Store.WriteAsync((tx, unit) => tx.ExecuteAsync("UPDATE conversations SET awaits_rules = TRUE WHERE id = @Conversation", arrived, unit), Ct);
        await centre.Hub.Store.WriteAsync((tx, unit) => reader.ParkedAsync(tx, entry, unit), Ct);
        await agent.AvailableAsync();
        await agent.HasAsync(arrived);
    }

    [Fact]
    public async Task A_conversation_that_comes_while_no_rule_is_at_work_waits_for_none()
    {
        var place = await centre.WorkPlaceAsync();
        foreach (var rule in await Centre.ItemsAsync(Admin, "/rules")) await centre.EndAsync(rule!);
        var off = await centre.RuleAsync(place, """{"addTags":["off"]}""", enabled: false);
        var arrived = await centre.ArriveAsync(place, "hello");
        Assert.Equal(0, await centre.Hub.Store.ReadAsync((db, read) => db.FirstAsync<long>(IsMarked, null, read), Ct));
        Assert.Empty(Tags(await centre.AfterRulesAsync(arrived)));
        await centre.EndAsync(off);
    }

    [Fact]
    public async Task A_rule_answers_once_in_a_conversation_and_never_a_program()
    {
        var place = await centre.WorkPlaceAsync();
        var rule = await centre.RuleAsync(place, """{"reply":{"text":"We have it as {number}."}}""", when: "message");
        var from = centre.Unique("customer-");
        var arrived = await centre.ArriveAsync(place, "hello", from);
        var conversation = await centre.AfterRulesAsync(arrived);
        await centre.ArriveAsync(place, "hello?", from);
        await centre.LookedAsync();
        Assert.Equal($"We have it as {conversation["number"]}.", Assert.Single(await AnswersAsync(arrived)).Text("text"));
        Assert.Equal("sent", Assert.Single(await centre.HistoryAsync(arrived))!["effect"]!.Text("reply"));
        Assert.NotNull(conversation["waitingSince"]);
        var program = await centre.ArriveAsync(place, "I am a program", with: message => message with { Flags = ["automatic"] });
        await centre.LookedAsync();
        Assert.Empty(await AnswersAsync(program));
        Assert.Equal("program", Assert.Single(await centre.HistoryAsync(program))!["effect"]!.Text("reply"));
        await centre.EndAsync(rule);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_change_and_changes_nothing()
    {
        var place = await centre.WorkPlaceAsync();
        var (first, other, last) = (await centre.ArriveAsync(place, "refund please"), await centre.ArriveAsync(place, "hello"), await centre.ArriveAsync(place, "my refund"));
        await centre.LookedAsync();
        var before = await StateAsync();
        var body = Body(centre, place, """{"priority":5,"addTags":["money"],"reply":{"text":"x"},"stop":true}""", """{"field":"words","operator":"contains","values":["refund"]}""");
        var tried = await TryAsync($$"""{"rule":{{body}},"last":1000}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal([last.Conversation, first.Conversation], tried["items"]!.AsArray().Select(item => Guid.Parse(item!.Text("conversationId"))));
        var effect = tried["items"]![0]!["effect"]!;
        Assert.Equal((5, "money", "sent"), (effect["priority"]!.GetValue<int>(), effect["addedTags"]![0]!.GetValue<string>(), effect.Text("reply")));
        Assert.Equal((3, 2), ((await TryAsync($$"""{"rule":{{body}},"last":3}""").JsonAsync(HttpStatusCode.OK, Ct))["looked"]!.GetValue<int>(), tried["matched"]!.GetValue<int>()));
        var rule = await centre.RuleAsync(place, """{"priority":5}""", """{"field":"words","operator":"contains","values":["hello"]}""", enabled: false);
        var named = await TryAsync($$"""{"id":"{{rule.Text("id")}}","last":50}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(other.Conversation.ToString(), Assert.Single(named["items"]!.AsArray())!.Text("conversationId"));
        Assert.Equal(before, await StateAsync());
        await centre.EndAsync(rule);
    }

    private async Task<(long, long, long)> StateAsync() => await centre.Hub.Store.ReadAsync(
        async (db, read) => (
            await db.FirstAsync<long>("SELECT SUM(version) FROM conversations", null, read),
            await db.FirstAsync<long>("SELECT COUNT(*) FROM rule_records", null, read),
            await db.FirstAsync<long>("SELECT COUNT(*) FROM messages", null, read)),
        Ct);

    private Task<HttpResponseMessage> TryAsync(string body) => Admin.SendJsonAsync("POST", "/api/v1/rules/dry-run", body, Ct);

    private Task<HttpResponseMessage> ChangeAsync(JsonNode rule, string body) => Admin.SendJsonAsync("PATCH", $"/api/v1/rules/{rule.Text("id")}", body, Ct);

    private async Task<List<JsonNode>> AlarmsAsync(JsonNode rule) =>
        [.. (await Centre.ItemsAsync(Admin, "/alarms")).OfType<JsonNode>().Where(alarm => alarm.Text("kind") == "rule.broken" && alarm.Text("subject") == rule.Text("id"))];

    private async Task<List<JsonNode>> AnswersAsync(Arrived arrived) =>
        [.. (await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages")).OfType<JsonNode>().Where(message => message.Text("direction") == "out")];
}
