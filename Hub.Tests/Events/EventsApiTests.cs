using System.Net;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Tests.Hosting;
using Hub.Tests.Time;
using Hub.Tests.Trials;

namespace Hub.Tests.Events;

public sealed class EventsApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/events";
    private readonly ManualTime _time = new();
    private HubFixture? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubFixture Hub => _hub!;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(
        new HubSetup { Time = _time, Environment = new Dictionary<string, string> { ["OMNIHUB__Http__MaxEventStreams"] = "30" } }, Ct);

    public async ValueTask DisposeAsync() => await Hub.DisposeAsync();

    [Fact]
    public async Task A_stream_begins_now_and_tells_each_entry_with_what_changed()
    {
        await AppendAsync(Entry());
        using var events = await EventClient.OpenAsync(Hub.Admin, null, Ct);
        var conversation = Ids.New(_time);
        await AppendAsync(Entry() with { ConversationId = conversation, Changes = """{"status":"open"}""", Subject = "line\nbreak" });
        var told = (await events.NextAsync(Ct))!;
        Assert.Equal(
            ["actor", "agentId", "at", "changes", "contactId", "conversationId", "kind", "messageId", "queueId", "seq", "subject"],
            told.AsObject().Select(field => field.Key).Order());
        Assert.Equal(Ids.Text(conversation), told.Text("conversationId"));
        Assert.Equal("open", told["changes"]!.Text("status"));
        Assert.Equal("line\nbreak", told.Text("subject"));
        Assert.Equal(_time.GetUtcNow(), told["at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Resuming_at_random_places_under_load_neither_misses_nor_repeats_an_entry()
    {
        const int entries = 6000;
        var start = await NewestAsync();
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < entries / 20; i++) await AppendAsync([.. Enumerable.Range(0, 20).Select(_ => Entry())]);
            },
            Ct);
        var random = TrialSeed.NewRandom();
        var seen = new List<long>();
        while (seen.Count < entries)
        {
            using var events = await EventClient.OpenAsync(Hub.Admin, seen.Count == 0 ? start : seen[^1], Ct);
            for (var left = random.Next(0, 500); left > 0 && seen.Count < entries; left--)
                seen.Add((await events.NextAsync(Ct))!["seq"]!.GetValue<long>());
        }

        await writing;
        var expected = await Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<long>("SELECT seq FROM journal WHERE seq > @start ORDER BY seq", new { start }, read), Ct);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task The_number_in_the_address_counts_where_a_client_shows_no_other()
    {
        var start = await NewestAsync();
        await AppendAsync(Entry(), Entry());
        using var answer = await Hub.Admin.GetAsync($"{Path}?after={start}", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        var ids = new List<string>();
        while (ids.Count < 2)
            if (await lines.ReadLineAsync(Ct) is { } line && line.StartsWith("id: ", StringComparison.Ordinal)) ids.Add(line);
        Assert.Equal([$"id: {start + 1}", $"id: {start + 2}"], ids);
    }

    [Fact]
    public async Task G12_an_agent_sees_its_queues_entries_and_hears_when_a_conversation_leaves()
    {
        var (own, other) = (await QueueAsync("own"), await QueueAsync("other"));
        var agent = await Hub.AgentAsync("agent", Ct);
        await Hub.Store.WriteAsync((tx, unit) => QueueStore.AddMemberAsync(tx, own, (agent.Id, 0), Subject.System, unit), Ct);
        using var events = await EventClient.OpenAsync(agent.Http, null, Ct);
        var conversation = Ids.New(_time);
        var entry = Entry() with { ConversationId = conversation };
        await AppendAsync(
            entry with { QueueId = other, Subject = "not mine" },
            entry with { QueueId = own, Subject = "came" },
            entry with { QueueId = other, Subject = "not mine any more" },
            entry with { Kind = JournalKinds.ConversationLeft, QueueId = own, Subject = "left" },
            entry with { QueueId = other, AgentId = agent.Id, Subject = "assigned" },
            Entry() with { Kind = JournalKinds.AlarmRaised, ConversationId = null, Subject = "an alarm" },
            Entry() with { Kind = JournalKinds.InputQuarantined, ConversationId = null, Subject = "an input" },
            Entry() with { Kind = "unheard.of", ConversationId = null, Subject = "unheard of" },
            Entry() with { Kind = JournalKinds.AgentPresence, ConversationId = null, Subject = "a colleague" });
        foreach (var expected in new[] { "came", "left", "assigned", "a colleague" })
            Assert.Equal(expected, (await events.NextAsync(Ct))!.Text("subject"));
    }

    [Fact]
    public async Task G12_a_right_that_is_lost_is_lost_on_an_open_stream_within_five_seconds()
    {
        var queue = await QueueAsync("own");
        var agent = await Hub.AgentAsync("agent", Ct);
        await Hub.Store.WriteAsync((tx, unit) => QueueStore.AddMemberAsync(tx, queue, (agent.Id, 0), Subject.System, unit), Ct);
        using var events = await EventClient.OpenAsync(agent.Http, null, Ct);
        var entry = Entry() with { ConversationId = Ids.New(_time), QueueId = queue };
        await AppendAsync(entry with { Subject = "before" });
        Assert.Equal("before", (await events.NextAsync(Ct))!.Text("subject"));
        await Hub.Store.WriteAsync((tx, unit) => QueueStore.RemoveMemberAsync(tx, queue, agent.Id, Subject.System, unit), Ct);
        _time.Advance(TimeSpan.FromSeconds(5));
        await AppendAsync(entry with { Subject = "after" }, Entry() with { Kind = JournalKinds.AgentPresence, Subject = "for all" });
        var told = new List<string?>();
        while (!told.Contains("for all")) told.Add((await events.NextAsync(Ct))!["subject"]?.GetValue<string>());
        Assert.DoesNotContain("after", told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task H07_a_stream_ends_with_the_session_or_key_that_opened_it(bool session)
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        using var key = await Hub.KeyAsync("integration", Ct);
        using var events = await EventClient.OpenAsync(session ? agent.Http : key, null, Ct);
        if (session) (await agent.Http.PostAsync("/api/v1/logout", null, Ct)).Dispose();
        else await Hub.Store.WriteAsync((tx, unit) => tx.ExecuteAsync("UPDATE api_keys SET revoked_at = 1", null, unit), Ct);
        _time.Advance(TimeSpan.FromSeconds(5));
        while (await events.NextAsync(Ct) is not null) Assert.False(Ct.IsCancellationRequested);
    }

    [Fact]
    public async Task H13_listening_does_not_keep_an_idle_session_alive()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        using var events = await EventClient.OpenAsync(agent.Http, null, Ct);
        for (var minute = 0; minute < 31; minute++) _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await events.NextAsync(Ct));
    }

    [Fact]
    public async Task Where_the_journal_no_longer_reaches_back_the_answer_is_410()
    {
        var start = await NewestAsync();
        await AppendAsync(Entry(), Entry(), Entry());
        await Hub.Store.WriteAsync((tx, unit) => JournalLog.CutAsync(tx, start + 2, unit), Ct);
        await Hub.Admin.GetAsync($"{Path}?after={start + 1}", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
        await Hub.Admin.GetAsync($"{Path}?after={start + 1000}", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
        using var events = await EventClient.OpenAsync(Hub.Admin, start + 2, Ct);
        Assert.Equal(start + 3, (await events.NextAsync(Ct))!["seq"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("?after=x")]
    [InlineData("?after=-1")]
    [InlineData("?after=99999999999999999999")]
    public async Task G05_a_place_that_is_no_number_is_refused(string query) =>
        await Hub.Admin.GetAsync(Path + query, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task A_caller_may_have_so_many_streams_and_no_more()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        var open = new List<EventClient>();
        for (var i = 0; i < 30; i++) open.Add(await EventClient.OpenAsync(agent.Http, null, Ct));
        await agent.Http.GetAsync(Path, Ct).ProblemAsync(HttpStatusCode.TooManyRequests, Ct);
        using var another = await EventClient.OpenAsync(Hub.Admin, null, Ct);
        foreach (var events in open) events.Dispose();
        await Eventually.HoldsAsync(
            async ct =>
            {
                using var answer = await agent.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead, ct);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "a closed stream makes room",
            TimeSpan.FromSeconds(10),
            Ct);
    }

    [Fact]
    public async Task A_silent_stream_shows_a_sign_of_life_and_how_far_it_is()
    {
        var agent = await Hub.AgentAsync("agent", Ct);
        using var answer = await agent.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(":", await lines.ReadLineAsync(Ct));
        Assert.Equal($"id: {await NewestAsync()}", await lines.ReadLineAsync(Ct));
        Assert.Equal("", await lines.ReadLineAsync(Ct));
        // nothing that this agent may see, but the place moves on
        await AppendAsync(Entry() with { ConversationId = Ids.New(_time), QueueId = Ids.New(_time) });
        var reading = lines.ReadLineAsync(Ct).AsTask();
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return reading.IsCompleted;
            },
            "a heartbeat",
            TimeSpan.FromSeconds(10),
            Ct);
        Assert.Equal(":", await reading);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_slows_nobody_and_resumes_without_a_gap()
    {
        const int entries = 3000;
        var start = await NewestAsync();
        var big = $$"""{"note":"{{new string('x', 8000)}}"}""";
        using var slow = await EventClient.OpenAsync(Hub.Admin, start, Ct);
        using var quick = await EventClient.OpenAsync(Hub.Admin, start, Ct);
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < entries / 50; i++)
                    await AppendAsync([.. Enumerable.Range(0, 50).Select(_ => Entry() with { Changes = big })]);
            },
            Ct);
        for (var seen = 0; seen < entries; seen++) Assert.NotNull(await quick.NextAsync(Ct));
        await writing;
        // its patience with the other one is over
        _time.Advance(TimeSpan.FromSeconds(11));
        var last = start;
        var client = slow;
        while (last < start + entries)
        {
            if (await client.NextAsync(Ct) is { } told)
            {
                Assert.Equal(last + 1, told["seq"]!.GetValue<long>());
                last++;
                continue;
            }

            if (client != slow) client.Dispose();
            client = await EventClient.OpenAsync(Hub.Admin, last, Ct);
        }

        if (client != slow) client.Dispose();
        Assert.NotSame(slow, client);
    }

    [Fact]
    public async Task The_document_describes_the_stream_and_is_not_broken_by_it()
    {
        var document = await Hub.Admin.GetAsync("/openapi/v1.json", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.NotNull(document["paths"]![Path]!["get"]!["responses"]!["200"]!["content"]!["text/event-stream"]);
    }

    private JournalEntry Entry() => new()
    {
        At = _time.GetUtcNow().ToMs(), Kind = JournalKinds.ConversationChanged, Actor = Subject.System, ConversationId = Guid.Empty,
    };

    private Task AppendAsync(params JournalEntry[] entries) => Hub.Store.WriteAsync(
        (tx, _) =>
        {
            foreach (var entry in entries) tx.Append(entry);
            return Task.CompletedTask;
        },
        Ct);

    private async Task<long> NewestAsync() => (await Hub.Store.ReadAsync(JournalLog.RangeAsync, Ct)).Newest;

    private async Task<Guid> QueueAsync(string key)
    {
        var queue = await Hub.Store.WriteAsync((tx, unit) => QueueStore.CreateAsync(tx, key, key, Subject.System, unit), Ct);
        return queue!.Id;
    }
}
