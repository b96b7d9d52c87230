using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>Mail that our own mail server takes for junk.</summary>
public sealed class JunkMailTests
{
    private const string Marked = "X-Spam: Yes";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Junk_is_known_only_where_the_account_trusts_its_server()
    {
        await using var trusting = await DeskAsync();
        Assert.True(await IsJunkAsync(trusting, Marked));
        Assert.False(await IsJunkAsync(trusting, "X-Spam: No"));
        await using var desk = await MailDesk.StartAsync(new HubSetup());
        Assert.False(await IsJunkAsync(desk, Marked));
    }

    [Fact]
    public async Task An_answer_to_us_that_is_marked_stays_in_its_conversation()
    {
        await using var desk = await DeskAsync();
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail);
        var answer = await desk.AnswerAsync(arrived);
        var back = await desk.ArriveAsync(desk.Mail() with { From = mail.From, To = answer.KeyedAddress, Recipients = [answer.KeyedAddress], Fields = [Marked] });
        Assert.Equal(arrived.Conversation, back.Conversation);
        var shown = await desk.ConversationAsync(arrived.Conversation);
        Assert.False(shown["junk"]!.GetValue<bool>());
        Assert.NotNull(shown["waitingSince"]);
        Assert.Contains("junk", (await desk.MessageAsync(back))["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
    }

    [Fact]
    public async Task Junk_is_not_acknowledged_and_not_later_either()
    {
        await using var desk = await DeskAsync();
        var queue = (await Centre.ItemsAsync(desk.Hub.Admin, "/queues")).Single()!;
        await desk.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue.Text("id")}/acknowledgement", """{"enabled":true}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var junk = await desk.ArriveAsync(desk.Mail() with { Fields = [Marked] });
        await desk.Hub.Admin.DeleteAsync($"/api/v1/conversations/{junk.Conversation}/junk", Ct).JsonAsync(HttpStatusCode.OK, Ct);

        // the one after it has got its acknowledgement, so this one would have, too
        var real = await desk.ArriveAsync(desk.Mail());
        await Eventually.HoldsAsync(async _ => (await desk.MessagesAsync(real.Conversation)).Count == 2, "the acknowledgement", TimeSpan.FromSeconds(20), Ct);
        Assert.Single(await desk.MessagesAsync(junk.Conversation));
    }

    private static Task<MailDesk> DeskAsync() => MailDesk.StartAsync(new HubSetup
    {
        Environment = new Dictionary<string, string> { ["OMNIHUB__Channels__mail__Junk__Trust"] = "true" },
    });

    private static async Task<bool> IsJunkAsync(MailDesk desk, string field)
    {
        var arrived = await desk.ArriveAsync(desk.Mail() with { Fields = [field] });
        return (await desk.ConversationAsync(arrived.Conversation))["junk"]!.GetValue<bool>();
    }
}
