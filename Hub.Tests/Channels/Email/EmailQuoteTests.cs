using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What a mail quotes is kept and shown, and used for nothing else.</summary>
public sealed class EmailQuoteTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_new_text_alone_is_previewed_and_found_and_the_whole_is_kept()
    {
        var (fresh, old) = (desk.Unique("freshword"), desk.Unique("oldword"));
        var arrived = await desk.ArriveAsync(desk.Mail().Saying(
            $"On 26 Jun 2014 at 14:14, Ann <ann@example.org> wrote:\r\n> {old}\r\n\r\nPlease send the {fresh}.\r\n\r\n-- \r\nBob"));
        var message = await desk.MessageAsync(arrived);
        Assert.Equal($"Please send the {fresh}.", message.Text("newText"));
        Assert.Contains(old, message.Text("text"), StringComparison.Ordinal);
        Assert.Equal($"Please send the {fresh}.", (await desk.ConversationAsync(arrived.Conversation)).Text("preview"));
        await Eventually.HoldsAsync(async _ => (await FoundAsync(fresh)).Count == 1, "the new text is found", TimeSpan.FromSeconds(20), Ct);
        Assert.Empty(await FoundAsync(old));
    }

    [Fact]
    public async Task Of_a_mail_of_html_only_the_new_text_is_known_too()
    {
        const string Html = "<div>Evet.</div><div id=divRplyFwdMsg>Kimden: Ann<br>Konu: x</div><div>Tea?</div>";
        var arrived = await desk.ArriveAsync(desk.Mail() with { Body = $"Content-Type: text/html; charset=utf-8\r\n\r\n{Html}\r\n" });
        var message = await desk.MessageAsync(arrived);
        Assert.Equal("Evet.", message.Text("newText"));
        Assert.Contains("Tea?", message.Text("text"), StringComparison.Ordinal);
        Assert.Equal("Evet.", (await desk.ConversationAsync(arrived.Conversation)).Text("preview"));
    }

    [Fact]
    public async Task A_mail_without_history_says_nothing_twice()
    {
        var arrived = await desk.ArriveAsync(desk.Mail().Saying("Where is it?"));
        Assert.Null((await desk.MessageAsync(arrived))["newText"]);
        Assert.StartsWith("Where is it?", (await desk.ConversationAsync(arrived.Conversation)).Text("preview"), StringComparison.Ordinal);
    }

    private Task<JsonArray> FoundAsync(string word) => Centre.ItemsAsync(desk.Hub.Admin, $"/conversations?status=&q={word}");
}
