using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>How many visitors there may be, and how much they may write.</summary>
public sealed class ChatLimitsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NewChatsPerMinutePerAddress")]
    [InlineData("NewChatsPerMinute")]
    public async Task New_visitors_are_limited(string option)
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup((option, "3")), Ct);
        for (var i = 0; i < 3; i++) await ChatGuest.ComeAsync(hub);
        await RefusedAsync(hub.Anonymous.SendJsonAsync("POST", "/chat/chat/visitors", null, Ct), atMost: 20);
    }

    [Theory]
    [InlineData("MessagesPerMinutePerAddress")]
    [InlineData("MessagesPerMinute")]
    public async Task Messages_are_limited_and_what_is_refused_is_not_there(string option)
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup((option, "2")), Ct);
        var guest = await ChatGuest.ComeAsync(hub);
        await guest.WriteAsync("one");
        await guest.WriteAsync("two");
        await RefusedAsync(guest.SendAsync(ChatGuest.NewId(), "three"), atMost: 30);
        Assert.Equal(["one", "two"], await guest.TextsAsync());
    }

    [Fact]
    public async Task Listeners_are_limited_and_make_room_when_they_go()
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup(("MaxStreams", "1")), Ct);
        var (one, two) = (await ChatGuest.ComeAsync(hub), await ChatGuest.ComeAsync(hub));
        using (await one.ListenAsync()) await RefusedAsync(two.Http.GetAsync("/chat/chat/events", Ct), atMost: 5);
        await Eventually.HoldsAsync(
            async ct =>
            {
                using var answer = await two.Http.GetAsync("/chat/chat/events", HttpCompletionOption.ResponseHeadersRead, ct);
                return answer.IsSuccessStatusCode;
            },
            "the place of the one who left", TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup(), Ct);
        var guest = await ChatGuest.ComeAsync(hub);
        await guest.SendAsync(ChatGuest.NewId(), new string('x', 200_000)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, Ct);
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> sending, int atMost)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, atMost);
    }
}
