using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Junk is kept and found, and nobody's work, until somebody says that it is none.</summary>
public abstract class JunkApiContract(Centre centre)
{
    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task What_the_mail_server_takes_for_junk_is_in_its_own_view_and_routed_to_nobody()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var agent = await AvailableAsync(place);
        var junk = await ArriveAsync(place, Address(), isJunk: true);
        var real = await ArriveAsync(place, Address());
        await AssigneeIsAsync(real, agent);

        var shown = await ShownAsync(junk);
        Assert.Equal((true, "resolved"), (shown["junk"]!.GetValue<bool>(), shown.Text("status")));
        Assert.Null(shown["assignee"]);
        Assert.Null(shown["waitingSince"]);
        Assert.Equal([junk.Conversation], await Centre.IdsAsync(Admin, $"/conversations?view=junk&queue={place.Key}"));
        Assert.Equal([real.Conversation], await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}"));
        Assert.Empty(await Centre.IdsAsync(Admin, $"/conversations?view=waiting&queue={place.Key}&assignee={Guid.AllBitsSet}"));
        Assert.Equal([junk.Conversation], await Centre.IdsAsync(Admin, $"/conversations?number={shown["number"]}"));
        Assert.Equal(["junk"], await FlagsAsync(junk));
        var changes = await centre.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT changes FROM journal WHERE conversation_id = @id ORDER BY seq", new { id = junk.Conversation }, read), Ct);
        Assert.Equal(["""{"junk":true}""", """{"junk":true}"""], changes);
    }

    [Fact]
    public async Task Junk_is_found_by_a_search()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var word = centre.Unique("raffle");
        var junk = await centre.ArriveAsync(place, $"you have won the {word}", Address(), message => message with { IsJunk = true, Thread = new ThreadPlace([], null) });
        await Eventually.HoldsAsync(async _ => (await Centre.IdsAsync(Admin, $"/conversations?q={word}")).SequenceEqual([junk.Conversation]), "the search to find it", Soon, Ct);
    }

    [Fact]
    public async Task Taken_for_junk_it_leaves_its_agent_and_taken_back_it_is_routed_as_if_it_had_just_come()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var agent = await AvailableAsync(place);
        var from = Address();
        var arrived = await ArriveAsync(place, from);
        await AssigneeIsAsync(arrived, agent);
        var taken = await TakeAsync(arrived).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((true, "resolved"), (taken["junk"]!.GetValue<bool>(), taken.Text("status")));
        Assert.Null(taken["assignee"]);
        Assert.Equal(0, (await Admin.GetAsync($"/api/v1/agents/{agent.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["load"]!.GetValue<int>());
        // nothing was said of later mails
        Assert.Empty(await SendersAsync(from));
        await WriteAsync(arrived, """{"text":"hello"}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", """{"status":"open"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

        var back = await TakeBackAsync(arrived).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((false, "open"), (back["junk"]!.GetValue<bool>(), back.Text("status")));
        Assert.True(DateTimeOffset.Parse(back.Text("waitingSince"), CultureInfo.InvariantCulture) < DateTimeOffset.Parse(taken.Text("resolvedAt"), CultureInfo.InvariantCulture));
        await AssigneeIsAsync(arrived, agent);
        Assert.Equal("allow", Assert.Single(await SendersAsync(from))!.Text("verdict"));
        // whatever the mail server says of later ones
        Assert.False((await ShownAsync(await ArriveAsync(place, from, isJunk: true)))["junk"]!.GetValue<bool>());
        // until one of them is taken for junk
        await TakeAsync(arrived).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Empty(await SendersAsync(from));
    }

    [Fact]
    public async Task Later_mails_of_an_address_are_junk_where_that_was_chosen_and_until_it_is_forgotten()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        await TakeAsync(await ArriveAsync(place, from), """{"blockSender":true}""").JsonAsync(HttpStatusCode.OK, Ct);
        var sender = Assert.Single(await SendersAsync(from.ToUpperInvariant()))!;
        Assert.Equal(("block", from), (sender.Text("verdict"), sender.Text("address")));
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/junk/senders?address={from}&verdict=allow"));
        Assert.True((await ShownAsync(await ArriveAsync(place, from)))["junk"]!.GetValue<bool>());

        var agent = await centre.MemberAsync(place);
        await agent.Http.DeleteAsync($"/api/v1/junk/senders/{sender.Text("id")}", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        using var forgotten = await Admin.DeleteAsync($"/api/v1/junk/senders/{sender.Text("id")}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        await Admin.DeleteAsync($"/api/v1/junk/senders/{sender.Text("id")}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.False((await ShownAsync(await ArriveAsync(place, from)))["junk"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_address_is_decided_of_before_anything_comes_from_it()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        var blocked = await DecideAsync(from.ToUpperInvariant(), "block").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal((from, "block"), (blocked.Text("address"), blocked.Text("verdict")));
        Assert.True((await ShownAsync(await ArriveAsync(place, from)))["junk"]!.GetValue<bool>());
        // the same once more changes nothing, another word takes its place
        Assert.Equal(blocked.Text("id"), (await DecideAsync(from, "block").JsonAsync(HttpStatusCode.Created, Ct)).Text("id"));
        await DecideAsync(from, "allow").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("allow", Assert.Single(await SendersAsync(from))!.Text("verdict"));
        Assert.False((await ShownAsync(await ArriveAsync(place, from, isJunk: true)))["junk"]!.GetValue<bool>());

        await DecideAsync("nobody", "block").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await DecideAsync(from, "maybe").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var agent = await centre.MemberAsync(place);
        await agent.Http.SendJsonAsync("POST", "/api/v1/junk/senders", $$"""{"address":"{{from}}","verdict":"block"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Fact]
    public async Task In_a_conversation_under_way_junk_is_only_flagged_and_it_reopens_none()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        var first = await ArriveAsync(place, from, knownAs: "first-" + from);
        var second = await ArriveAsync(place, from, isJunk: true, names: ["first-" + from]);
        Assert.Equal(first.Conversation, second.Conversation);
        Assert.Equal(["junk"], await FlagsAsync(second));
        Assert.False((await ShownAsync(first))["junk"]!.GetValue<bool>());

        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{first.Conversation}", """{"status":"resolved"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var third = await ArriveAsync(place, from, isJunk: true, names: ["first-" + from]);
        var shown = await ShownAsync(third);
        Assert.Equal((true, first.Conversation.ToString()), (shown["junk"]!.GetValue<bool>(), shown.Text("linkedTo")));
        Assert.Equal("resolved", (await ShownAsync(first)).Text("status"));
    }

    [Fact]
    public async Task What_is_no_junk_does_not_vanish_in_a_conversation_that_is()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var from = Address();
        var junk = await ArriveAsync(place, from, isJunk: true, knownAs: "junk-" + from);
        var more = await ArriveAsync(place, from, isJunk: true, names: ["junk-" + from]);
        Assert.Equal(junk.Conversation, more.Conversation);
        var real = await ArriveAsync(place, from, names: ["junk-" + from]);
        var shown = await ShownAsync(real);
        Assert.Equal((false, "open", junk.Conversation.ToString()), (shown["junk"]!.GetValue<bool>(), shown.Text("status"), shown.Text("linkedTo")));
    }

    [Fact]
    public async Task Who_saw_another_version_or_may_not_see_it_takes_nothing_for_junk()
    {
        var place = await centre.WorkPlaceAsync("email", Mailing);
        var arrived = await ArriveAsync(place, Address());
        var stranger = await centre.Hub.AgentAsync("agent", Ct);
        var path = $"/api/v1/conversations/{arrived.Conversation}/junk";
        await stranger.Http.SendJsonAsync("POST", path, null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Admin.SendJsonAsync("POST", path, null, Ct, ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        var chat = await centre.WorkPlaceAsync();
        await TakeAsync(await centre.ArriveAsync(chat, "hello"), """{"blockSender":true}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var once = await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct);
        var again = await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(once["version"]!.ToString(), again["version"]!.ToString());
    }

    private string Address() => centre.Unique("customer-") + "@example.org";

    private async Task<AgentClient> AvailableAsync(WorkPlace place)
    {
        var agent = await centre.MemberAsync(place);
        await agent.AvailableAsync();
        return agent;
    }

    private Task<Arrived> ArriveAsync(WorkPlace place, string from, bool isJunk = false, string? knownAs = null, params IReadOnlyList<string> names) =>
        centre.ArriveAsync(place, "hello", from, message => message with { IsJunk = isJunk, Thread = new ThreadPlace(names, knownAs) });

    private Task AssigneeIsAsync(Arrived arrived, AgentClient agent) => Eventually.HoldsAsync(
        async _ => (await ShownAsync(arrived))["assignee"]?.Text("id") == agent.Id.ToString(), "the agent to have it", Soon, Ct);

    private Task<JsonNode> ShownAsync(Arrived arrived) => Centre.ConversationAsync(Admin, arrived.Conversation);

    private Task<JsonArray> SendersAsync(string address) => Centre.ItemsAsync(Admin, $"/junk/senders?address={address}");

    private Task<HttpResponseMessage> DecideAsync(string address, string verdict) =>
        Admin.SendJsonAsync("POST", "/api/v1/junk/senders", $$"""{"address":"{{address}}","verdict":"{{verdict}}"}""", Ct);

    private Task<HttpResponseMessage> TakeAsync(Arrived arrived, string? body = null) =>
        Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/junk", body, Ct);

    private Task<HttpResponseMessage> TakeBackAsync(Arrived arrived) => Admin.DeleteAsync($"/api/v1/conversations/{arrived.Conversation}/junk", Ct);

    private Task<HttpResponseMessage> WriteAsync(Arrived arrived, string body) =>
        Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", body, Ct);

    private async Task<IEnumerable<string>> FlagsAsync(Arrived arrived)
    {
        var messages = await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages");
        return messages.Single(message => message!.Text("id") == arrived.Message.ToString())!["flags"]!.AsArray().Select(flag => flag!.GetValue<string>());
    }
}
