using System.Net;
using Hub.Core.Routing;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>What somebody hears who waits for an agent.</summary>
public sealed class ChatWaitingTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly ChatHub _chat = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _chat.InitializeAsync();

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    [Fact]
    public async Task Who_waits_hears_which_number_they_are_and_when_they_move_up_and_who_is_served_waits_no_more()
    {
        var (one, other) = (await ChatGuest.ComeAsync(_chat.Hub), await ChatGuest.ComeAsync(_chat.Hub));
        using var ofOne = await one.ListenAsync();
        var arrived = await one.WriteAsync("first");
        await ofOne.WaitingAsync((place, minutes) => (place, minutes) == (1, null), Ct).WaitAsync(Soon, TimeProvider.System, Ct);
        await other.WriteAsync("second");
        using var ofOther = await other.ListenAsync();
        await ofOther.WaitingAsync((place, _) => place == 2, Ct).WaitAsync(Soon, TimeProvider.System, Ct);

        var agent = await _chat.Hub.AgentAsync("agent", Ct);
        await _chat.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", $$"""{"assignee":"{{agent.Id}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await ofOne.WaitingAsync((place, _) => place is null, Ct).WaitAsync(Soon, TimeProvider.System, Ct);
        await ofOther.WaitingAsync((place, _) => place == 1, Ct).WaitAsync(Soon, TimeProvider.System, Ct);
    }

    [Fact]
    public async Task How_long_it_takes_is_told_when_the_queue_has_moved()
    {
        var agent = await _chat.Hub.AgentAsync("agent", Ct);
        var queue = (await _chat.Hub.Store.ReadAsync((db, read) => QueueStore.FindByKeyAsync(db, FirstQueue.Key, read), Ct))!;
        using var joined = await _chat.Hub.Admin.PutAsync($"/api/v1/queues/{queue.Id}/members/{agent.Id}", null, Ct);
        await _chat.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Id}", """{"loadLimit":50}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await agent.AvailableAsync();
        ChatGuest last;
        do
        {
            last = await ChatGuest.ComeAsync(_chat.Hub);
            var arrived = await last.WriteAsync("hello");
            await Eventually.HoldsAsync(
                async _ => await agent.LoadAsync() >= 50 || (await Centre.ConversationAsync(_chat.Hub.Admin, arrived.Conversation))["assignee"] is not null,
                "the agent takes it or is full", Soon, Ct);
        }
        while (await agent.LoadAsync() < 50);

        last = await ChatGuest.ComeAsync(_chat.Hub);
        using var events = await last.ListenAsync();
        await last.WriteAsync("one too many");
        await events.WaitingAsync((place, minutes) => place >= 1 && minutes >= 1, Ct).WaitAsync(Soon, TimeProvider.System, Ct);
    }
}
