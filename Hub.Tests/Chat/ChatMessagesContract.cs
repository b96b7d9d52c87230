using System.Net;
using Hub.Core.Contacts;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>What visitors write, on either engine.</summary>
public abstract class ChatMessagesContract(ChatHub chat)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitors_first_message_is_a_conversation_in_the_chats_queue()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("Hello\nIs anybody there?");
        var conversation = await Centre.ConversationAsync(chat.Hub.Admin, arrived.Conversation);
        Assert.Equal("chat", conversation.Text("channel"));
        Assert.Equal("support", conversation["queue"]!.Text("key"));
        var message = Assert.Single(await Centre.ItemsAsync(chat.Hub.Admin, $"/conversations/{arrived.Conversation}/messages"))!;
        Assert.Equal("Hello\nIs anybody there?", message.Text("text"));
        Assert.StartsWith("Visitor ", message["from"]!.Text("name"), StringComparison.Ordinal);
        Assert.False(message["from"]!["verified"]!.GetValue<bool>());
        Assert.Equal(["Hello\nIs anybody there?"], await guest.TextsAsync());
    }

    [Fact]
    public async Task The_same_message_again_is_kept_once_however_often_at_the_same_time()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var id = ChatGuest.NewId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => guest.SendAsync(id, "once")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var again = await guest.SendAsync(id, "once").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(id.ToString(), again["message"]!.Text("clientId"));
        Assert.Equal(["once"], await guest.TextsAsync());
    }

    [Fact]
    public async Task Messages_at_the_same_time_make_one_conversation()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => guest.WriteAsync($"message {i}")));
        Assert.Single(arrived.Select(one => one.Conversation).Distinct());
        Assert.Equal(8, (await guest.TextsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task The_same_id_of_two_visitors_is_two_messages()
    {
        var (one, two) = (await ChatGuest.ComeAsync(chat.Hub), await ChatGuest.ComeAsync(chat.Hub));
        var id = ChatGuest.NewId();
        await one.SendAsync(id, "mine").JsonAsync(HttpStatusCode.Created, Ct);
        await two.SendAsync(id, "mine too").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(["mine"], await one.TextsAsync());
        Assert.Equal(["mine too"], await two.TextsAsync());
    }

    [Fact]
    public async Task B17_markup_stays_text_on_its_way_in_and_out()
    {
        const string markup = "<img src=x onerror=alert(1)><b>bold</b>";
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync(markup);
        var message = Assert.Single(await Centre.ItemsAsync(chat.Hub.Admin, $"/conversations/{arrived.Conversation}/messages"))!;
        Assert.Equal((markup, null), (message.Text("text"), (string?)message["html"]));
        Assert.Equal([markup], await guest.TextsAsync());
    }

    [Fact]
    public async Task Earlier_messages_come_page_by_page()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        for (var i = 0; i < 60; i++) await guest.WriteAsync($"{i}");
        var last = await guest.HistoryAsync();
        Assert.Equal(Enumerable.Range(10, 50).Select(i => $"{i}"), last["items"]!.AsArray().Select(item => item!.Text("text")));
        var first = await guest.HistoryAsync($"?before={last["before"]}");
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), first["items"]!.AsArray().Select(item => item!.Text("text")));
        Assert.Null(first["before"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("4001")]
    public async Task What_says_nothing_or_too_much_is_refused(string text)
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var refused = await guest.SendAsync(ChatGuest.NewId(), text == "4001" ? new string('x', 4001) : text).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("$.text", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(await guest.TextsAsync());
    }

    [Fact]
    public async Task Of_a_visitors_secret_only_a_part_of_its_hash_is_kept_and_nothing_is_logged()
    {
        var guest = await ChatGuest.ComeAsync(chat.Hub);
        var arrived = await guest.WriteAsync("a secret of mine");
        using var events = await guest.ListenAsync();
        await guest.AnswerAsync(arrived, "and of ours");
        await events.NextAsync(Ct);
        var kept = await chat.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT address FROM contact_points WHERE kind = @kind", new { kind = PointKinds.Visitor }, read), Ct);
        Assert.All(kept, address => Assert.Matches("^[0-9a-f]{32}$", address));
        Assert.DoesNotContain(chat.Hub.Log.All, line => line.Contains(guest.Token, StringComparison.Ordinal));
    }
}
