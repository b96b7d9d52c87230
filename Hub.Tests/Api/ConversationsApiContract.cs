using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class ConversationsApiContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task An_arrival_is_a_conversation_with_everything_a_desk_shows()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "Where is my parcel?", with: message => message with { Subject = "Parcel" });
        using var answer = await Admin.GetAsync($"/api/v1/conversations/{arrived.Conversation}", Ct);
        Assert.Equal("\"1\"", answer.Headers.ETag?.Tag);
        var seen = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("open", seen.Text("status"));
        Assert.Equal(place.Key, seen["queue"]!.Text("key"));
        Assert.Equal($"Queue {place.Key}", seen["queue"]!.Text("name"));
        Assert.Equal("Ann Lee", seen["contact"]!.Text("name"));
        Assert.Equal("Parcel", seen.Text("subject"));
        Assert.Equal("Where is my parcel?", seen.Text("preview"));
        Assert.Equal(place.Inbox.Account.Id, seen.Text("channel"));
        Assert.Null(seen["assignee"]);
        Assert.EndsWith("+00:00", seen.Text("waitingSince"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C12_G01_an_agent_of_another_queue_gets_404_on_every_route_of_a_conversation()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "secret");
        var stranger = await centre.MemberAsync(await centre.WorkPlaceAsync(), "agent");
        var path = $"/api/v1/conversations/{arrived.Conversation}";
        (string Method, string Path, string? Body)[] calls =
        [
            ("GET", path, null), ("PATCH", path, """{"status":"resolved"}"""), ("GET", path + "/messages", null),
            ("POST", path + "/messages", """{"text":"hi"}"""), ("GET", $"{path}/messages/{arrived.Message}", null),
            ("DELETE", $"{path}/messages/{arrived.Message}", null),
        ];
        foreach (var call in calls)
            await stranger.Http.SendJsonAsync(call.Method, call.Path, call.Body, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Empty(await Centre.ItemsAsync(stranger.Http, $"/conversations?queue={place.Key}"));
        Assert.Empty(await Centre.ItemsAsync(stranger.Http, $"/conversations?number={await NumberAsync(arrived)}"));
    }

    [Fact]
    public async Task Lists_take_every_filter_alone_and_together()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var open = await centre.ArriveAsync(place, "open");
        var mine = await centre.ArriveAsync(place, "mine");
        var done = await centre.ArriveAsync(place, "done");
        await PatchAsync(mine.Conversation, $$"""{"assignee":"{{agent.Id}}"}""").JsonAsync(HttpStatusCode.OK, Ct);
        await PatchAsync(done.Conversation, """{"status":"resolved"}""").JsonAsync(HttpStatusCode.OK, Ct);
        async Task Finds(string query, params Arrived[] expected) => Assert.Equal(
            expected.Select(one => one.Conversation).Order(), (await Centre.IdsAsync(agent.Http, $"/conversations?queue={place.Key}&{query}")).Order());

        await Finds("", open, mine, done);
        await Finds("status=", open, mine, done);
        await Finds("status=resolved", done);
        await Finds("view=mine", mine);
        await Finds("view=unassigned", open);
        await Finds("view=waiting", open, mine);
        await Finds($"assignee={agent.Id}", mine);
        await Finds($"assignee={agent.Id}&status=resolved");
        await Finds($"channel={place.Inbox.Account.Id}", open, mine, done);
        await Finds("channel=elsewhere");
        await Finds($"number={await NumberAsync(open)}", open);
        Assert.Equal(3, (await Centre.IdsAsync(agent.Http, $"/conversations?queue={place.QueueId}")).Count);
    }

    [Theory]
    [InlineData("view=everything")]
    [InlineData("status=closed")]
    [InlineData("assignee=me")]
    [InlineData("contact=1")]
    [InlineData("queue=nowhere")]
    [InlineData("number=one")]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=201")]
    [InlineData("limit=1000000000")]
    [InlineData("cursor=AAAA")]
    [InlineData("cursor=' OR 1=1")]
    public async Task G05_a_parameter_that_cannot_be_is_refused(string query) =>
        await Admin.GetAsync("/api/v1/conversations?" + query, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task G05_a_cursor_of_another_list_is_refused()
    {
        var place = await centre.WorkPlaceAsync();
        for (var i = 0; i < 2; i++) await centre.ArriveAsync(place, "one of two");
        var page = await Admin.GetAsync($"/api/v1/conversations?queue={place.Key}&limit=1", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Admin.GetAsync($"/api/v1/contacts?cursor={page.Text("next")}", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await Admin.GetAsync($"/api/v1/conversations?view=waiting&cursor={page.Text("next")}", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("waiting")]
    public async Task Pages_follow_one_another_in_the_views_order_without_a_gap(string view)
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = new List<Guid>();
        for (var i = 0; i < 7; i++) arrived.Add((await centre.ArriveAsync(place, "one of seven")).Conversation);
        if (view == "all") arrived.Reverse();
        var found = new List<Guid>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Admin.GetAsync($"/api/v1/conversations?queue={place.Key}&view={view}&limit=3&cursor={cursor}", Ct)
                .JsonAsync(HttpStatusCode.OK, Ct);
            found.AddRange(page["items"]!.AsArray().Select(item => Guid.Parse(item!.Text("id"))));
            cursor = page["next"]?.GetValue<string>();
        }

        Assert.Equal(arrived, found);
    }

    [Fact]
    public async Task A_change_tells_null_from_absent()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var arrived = await centre.ArriveAsync(place, "hello");
        var given = await PatchAsync(arrived.Conversation, $$"""{"assignee":"{{agent.Id}}","tags":["vip","vip"],"priority":3}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(agent.Id.ToString(), given["assignee"]!.Text("id"));
        Assert.Equal(place.Key, given["queue"]!.Text("key"));
        Assert.Equal(["vip"], given["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Equal(3, given["priority"]!.GetValue<long>());
        var taken = await PatchAsync(arrived.Conversation, """{"assignee":null}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Null(taken["assignee"]);
        Assert.Equal(place.Key, taken["queue"]!.Text("key"));
        var nowhere = await PatchAsync(arrived.Conversation, """{"queue":null}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Null(nowhere["queue"]);
    }

    [Fact]
    public async Task Whoever_moves_a_conversation_out_of_sight_still_learns_what_became_of_it()
    {
        var (from, to) = (await centre.WorkPlaceAsync(), await centre.WorkPlaceAsync());
        var agent = await centre.MemberAsync(from);
        var arrived = await centre.ArriveAsync(from, "wrong department");
        var path = $"/api/v1/conversations/{arrived.Conversation}";
        var moved = await agent.Http.SendJsonAsync("PATCH", path, $$"""{"queue":"{{to.Key}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(to.Key, moved["queue"]!.Text("key"));
        await agent.Http.GetAsync(path, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Theory]
    [InlineData("""{"status":"closed"}""", "status")]
    [InlineData("""{"status":"snoozed"}""", "snoozeUntil")]
    [InlineData("""{"snoozeUntil":"2020-01-01T00:00:00Z"}""", "snoozeUntil")]
    [InlineData("""{"queue":"nowhere"}""", "queue")]
    [InlineData("""{"assignee":"018f0000-0000-7000-8000-000000000000"}""", "assignee")]
    [InlineData("""{"priority":101}""", "priority")]
    [InlineData("""{"tags":[""]}""", "tags")]
    [InlineData("""{"tags":[null]}""", "tags")]
    public async Task A_change_that_cannot_be_names_its_field(string body, string field)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "hello");
        var problem = await PatchAsync(arrived.Conversation, body).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Theory]
    [InlineData("""{"createdAt":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"contact":null}""")]
    [InlineData("""{"version":9}""")]
    [InlineData("""{"status":"open","status":"resolved"}""")]
    [InlineData("""{"snoozeUntil":"2030-01-01T00:00:00"}""")]
    [InlineData("""{"assignee":7}""")]
    [InlineData("""{"queue":{"id":"x"}}""")]
    public async Task G02_fields_that_nobody_may_set_are_refused(string body)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "hello");
        await PatchAsync(arrived.Conversation, body).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Equal(1, (await Centre.ConversationAsync(Admin, arrived.Conversation))["version"]!.GetValue<long>());
    }

    [Fact]
    public async Task G07_of_many_changes_of_one_version_at_once_one_wins_and_the_others_see_its_outcome()
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "hello");
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(priority =>
            PatchAsync(arrived.Conversation, $$"""{"priority":{{priority}}}""", ("If-Match", "\"1\""))));
        var won = await Task.FromResult(Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK)).JsonAsync(HttpStatusCode.OK, Ct);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            var problem = await Task.FromResult(answer).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
            Assert.Equal(won["priority"]!.GetValue<long>(), problem["current"]!["priority"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task A_conversation_that_we_begin_is_the_beginners_and_goes_out()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var to = centre.Unique("customer-");
        var begun = await BeginAsync(agent.Http, place, to, ",\"text\":\"Your parcel is here\",\"subject\":\"Parcel").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(agent.Id.ToString(), begun["assignee"]!.Text("id"));
        Assert.Equal("Parcel", begun.Text("subject"));
        Assert.Equal(place.Key, begun["queue"]!.Text("key"));
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == 1, "the message to go out", TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(("Your parcel is here", to), (place.Inbox.Sent[0].Text, place.Inbox.Sent[0].To));
        // the customer's answer joins it
        var answered = await centre.ArriveAsync(place, "thank you", to);
        Assert.Equal(begun.Text("id"), answered.Conversation.ToString());
    }

    [Fact]
    public async Task A_channel_without_threads_has_one_open_conversation_with_a_contact()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "hello", centre.Unique("known-"));
        var point = (await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages"))[0]!["from"]!.Text("address");
        var seen = await BeginAsync(Admin, place, point, ",\"text\":\"hi").ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Contains(arrived.Conversation.ToString(), seen.Text("detail"), StringComparison.Ordinal);
        var stranger = await centre.Hub.AgentAsync("agent", Ct);
        var unseen = await BeginAsync(stranger.Http, place, point, ",\"text\":\"hi").ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.DoesNotContain(arrived.Conversation.ToString(), unseen.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_to_begin_begins_one_conversation()
    {
        var place = await centre.WorkPlaceAsync();
        var body = $$"""{"channel":"{{place.Inbox.Account.Id}}","to":["{{centre.Unique("twice-")}}"],"text":"once"}""";
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var first = await Admin.SendJsonAsync("POST", "/api/v1/conversations", body, Ct, key).JsonAsync(HttpStatusCode.Created, Ct);
        var second = await Admin.SendJsonAsync("POST", "/api/v1/conversations", body, Ct, key).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Single(await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}"));
    }

    [Theory]
    [InlineData("""{"channel":"nowhere","to":["a"],"text":"hi"}""")]
    [InlineData("""{"channel":"CHANNEL","to":[],"text":"hi"}""")]
    [InlineData("""{"channel":"CHANNEL","to":[null],"text":"hi"}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a","b"],"text":"hi"}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"   "}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"hi","queue":"nowhere"}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"hi","contactId":"018f0000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"hi","subject":"two\r\nBcc: lines"}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"hi","attachments":["018f0000-0000-7000-8000-000000000000"]}""")]
    [InlineData("""{"channel":"CHANNEL","to":["a"],"text":"hi","assignee":"018f0000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"channel":"CHANNEL","text":"hi"}""")]
    public async Task A_conversation_that_cannot_begin_leaves_nothing(string body)
    {
        var place = await centre.WorkPlaceAsync();
        var json = body.Replace("CHANNEL", place.Inbox.Account.Id, StringComparison.Ordinal);
        await Admin.SendJsonAsync("POST", "/api/v1/conversations", json, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Empty(await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}"));
    }

    [Fact]
    public async Task A_conversation_that_was_resolved_reopens_with_the_next_message()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("again-");
        var arrived = await centre.ArriveAsync(place, "first", from);
        var resolved = await PatchAsync(arrived.Conversation, """{"status":"resolved"}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotNull(resolved["resolvedAt"]);
        Assert.Null(resolved["waitingSince"]);
        var again = await centre.ArriveAsync(place, "second", from);
        Assert.Equal(arrived.Conversation, again.Conversation);
        Assert.Equal(ConversationStatus.Open, (await Centre.ConversationAsync(Admin, again.Conversation)).Text("status"));
    }

    private async Task<long> NumberAsync(Arrived arrived) =>
        (await Centre.ConversationAsync(Admin, arrived.Conversation))["number"]!.GetValue<long>();

    private Task<HttpResponseMessage> PatchAsync(Guid id, string body, params (string Name, string Value)[] headers) =>
        Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{id}", body, Ct, headers);

    private static Task<HttpResponseMessage> BeginAsync(HttpClient client, WorkPlace place, string to, string more) =>
        client.SendJsonAsync(
            "POST", "/api/v1/conversations", $$"""{"channel":"{{place.Inbox.Account.Id}}","to":["{{to}}"]{{more}}"}""", Ct);
}
