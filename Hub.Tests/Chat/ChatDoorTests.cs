using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>Who is let in.</summary>
public sealed class ChatDoorTests(ChatHub chat) : IClassFixture<ChatHub>
{
    private static readonly string[] Paths = ["/chat/chat/messages", "/chat/chat/events"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E17_a_token_that_the_hub_did_not_make_is_none()
    {
        var made = (await ChatGuest.ComeAsync(chat.Hub)).Token;
        var changed = made[..^5] + (made[^5] == 'A' ? 'B' : 'A') + made[^4..];
        foreach (var token in new[] { null, "", "ohv_", changed, made + "A", "ohv_" + new string('A', made.Length - 4), "ohv_" + new string('!', made.Length - 4) })
            foreach (var path in Paths)
                await chat.Hub.Client(token).GetAsync(path, Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Fact]
    public async Task E17_a_token_in_the_address_or_in_a_cookie_is_none()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        await chat.Hub.Anonymous.GetAsync($"/chat/chat/messages?token={guest.Token}", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
        await chat.Hub.Anonymous.SendJsonAsync("GET", "/chat/chat/messages", null, Ct, ("Cookie", $"omnihub={guest.Token}; token={guest.Token}"))
            .ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Fact]
    public async Task E17_each_visitor_is_a_new_one()
    {
        var tokens = new HashSet<string>();
        for (var i = 0; i < 20; i++) Assert.True(tokens.Add((await ChatGuest.ComeAsync(chat.Hub)).Token));
        // the prefix, and 32 bytes of which 16 are chance
        Assert.All(tokens, token => Assert.Equal(4 + 43, token.Length));
    }

    [Fact]
    public async Task A_token_of_an_agent_or_of_a_key_is_none_and_a_visitors_opens_nothing_else()
    {
        using var agent = await chat.Hub.Admin.GetAsync("/chat/chat/messages", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, agent.StatusCode);
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        await guest.Http.GetAsync("/api/v1/conversations", Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("api")]
    [InlineData("mail")]
    public async Task There_is_a_chat_only_where_one_is_configured(string channel)
    {
        await chat.Hub.Anonymous.GetAsync($"/chat/{channel}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await chat.Hub.Anonymous.SendJsonAsync("POST", $"/chat/{channel}/visitors", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }
}
