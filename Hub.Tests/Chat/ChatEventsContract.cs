using System.Net;
using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>What visitors hear, on either engine.</summary>
public abstract class ChatEventsContract(ChatHub chat)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_reaches_the_visitor_and_a_note_does_not()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("hello");
        using var events = await guest.ListenAsync();
        await guest.AnswerAsync(arrived, "for colleagues only", isNote: true);
        await guest.AnswerAsync(arrived, "How can I help?");
        var next = await events.NextAsync(Ct);
        Assert.Equal(("message", "How can I help?"), (next!.Value.EventType, next.Value.Data.Text("text")));
        Assert.False(next.Value.Data["mine"]!.GetValue<bool>());
        Assert.Equal(["hello", "How can I help?"], await guest.TextsAsync());
    }

    [Fact]
    public async Task A_visitor_who_listens_before_the_first_message_hears_it_and_what_follows()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        using var events = await guest.ListenAsync();
        var arrived = await guest.WriteAsync("from another window");
        Assert.Equal("from another window", await events.TextAsync(Ct));
        await guest.AnswerAsync(arrived, "hello");
        Assert.Equal("hello", await events.TextAsync(Ct));
    }

    [Fact]
    public async Task Another_visitor_sees_and_hears_nothing_of_it()
    {
        var (one, other) = (await ChatGuest.ComeAsync(chat.Hub), await ChatGuest.ComeAsync(chat.Hub));
        using var events = await other.ListenAsync();
        var arrived = await one.WriteAsync("mine alone");
        var answer = await one.AnswerAsync(arrived, "yours alone");
        await other.WriteAsync("something else");
        Assert.Equal("something else", await events.TextAsync(Ct));
        Assert.Equal(["something else"], await other.TextsAsync());
        // nor can it say that it has read what was another's
        await other.Http.SendJsonAsync("POST", "/chat/chat/receipts", $$"""{"ids":["{{answer}}"],"read":true}""", Ct);
        Assert.NotEqual("read", await StateAsync(arrived));
    }

    [Fact]
    public async Task What_happened_while_the_line_was_broken_is_told_without_a_gap_or_a_repetition()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("hello");
        var told = new List<string>();
        string seen;
        using (var events = await guest.ListenAsync())
        {
            await guest.AnswerAsync(arrived, "1");
            told.Add(await events.TextAsync(Ct));
            // the number comes behind what it covers
            await guest.AnswerAsync(arrived, "2");
            told.Add(await events.TextAsync(Ct));
            seen = events.LastEventId;
        }

        for (var i = 3; i < 6; i++) await guest.AnswerAsync(arrived, $"{i}");
        using var again = await guest.ListenAsync(seen);
        while (told[^1] != "5")
            if (await again.TextAsync(Ct) is var text && !told.Contains(text)) told.Add(text);
        Assert.Equal(["1", "2", "3", "4", "5"], told);
    }

    [Fact]
    public async Task A_restarted_hub_goes_on_where_the_visitor_was()
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup(), Ct);
        var guest = await ChatGuest.ComeAsync(hub);
        var arrived = await guest.WriteAsync("hello");
        var seen = (await guest.HistoryAsync())["seq"]!.ToString();
        using var before = await guest.ListenAsync(seen);
        await guest.AnswerAsync(arrived, "before");
        Assert.Equal("before", await before.TextAsync(Ct));
        await hub.RestartAsync(Ct);
        await guest.AnswerAsync(arrived, "after");
        using var events = await guest.ListenAsync(seen);
        // one is told again when its state changes: what counts is that none is missing and their order
        var told = new HashSet<string?>();
        while (!told.Contains("after")) told.Add(await events.TextAsync(Ct));
        await guest.WriteAsync("thanks");
        while (!told.Contains("thanks")) told.Add(await events.TextAsync(Ct));
        Assert.Equal(["before", "after", "thanks"], told);
        Assert.Equal(["hello", "before", "after", "thanks"], await guest.TextsAsync());
    }

    [Fact]
    public async Task A_number_that_the_journal_never_had_is_answered_410()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        await guest.Http.SendJsonAsync("GET", "/chat/chat/events", null, Ct, ("Last-Event-ID", "999999999")).ProblemAsync(HttpStatusCode.Gone, Ct);
    }

    [Fact]
    public async Task That_an_answer_was_delivered_and_read_reaches_its_delivery_once()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("hello");
        using var events = await guest.ListenAsync();
        var answer = await guest.AnswerAsync(arrived, "read me");
        await events.TextAsync(Ct);
        foreach (var (read, state) in new[] { ("false", "delivered"), ("true", "read"), ("false", "read") })
        {
            using var told = await guest.Http.SendJsonAsync("POST", "/chat/chat/receipts", $$"""{"ids":["{{answer}}"],"read":{{read}}}""", Ct);
            Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
            Assert.Equal(state, await StateAsync(arrived));
        }

        Assert.Equal(["hello", "read me"], await guest.TextsAsync());
    }

    [Fact]
    public async Task The_visitor_hears_when_an_agent_writes_and_when_not_any_more()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("hello");
        using var events = await guest.ListenAsync();
        var agent = await chat.Hub.AgentAsync("admin", Ct);
        var subject = new Subject
        {
            Id = agent.Id, IsAgent = true, Role = "admin", Permissions = Permissions.Parse("conversations.read conversations.all"), QueueIds = new HashSet<Guid>(),
        };
        foreach (var isWriting in new[] { true, false })
        {
            await chat.Hub.Store.WriteAsync((tx, unit) => Writers.SignAsync(tx, arrived.Conversation, subject, isWriting, unit), Ct);
            var next = await events.NextAsync(Ct);
            Assert.Equal(("typing", isWriting), (next!.Value.EventType, next.Value.Data["name"] is not null));
        }
    }

    [Fact]
    public async Task What_is_planned_for_later_or_called_off_is_not_shown()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("hello");
        await chat.Hub.Admin.SendJsonAsync(
            "POST", $"/api/v1/conversations/{arrived.Conversation}/messages", """{"text":"tomorrow","sendAt":"2090-01-01T00:00:00Z"}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        await guest.AnswerAsync(arrived, "today");
        await Eventually.HoldsAsync(async _ => (await guest.TextsAsync()).Count == 2, "the answer of today", Patience, Ct);
        Assert.Equal(["hello", "today"], await guest.TextsAsync());
    }

    private async Task<string> StateAsync(Arrived arrived) =>
        (await Centre.ItemsAsync(chat.Hub.Admin, $"/conversations/{arrived.Conversation}/messages"))[^1]!.Text("state");
}
