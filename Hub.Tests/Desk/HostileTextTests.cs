using Hub.Core.Arrivals;
using Hub.Core.Conversations;
using Hub.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Markup where only text belongs is text.</summary>
[Collection(DeskGroup.Name)]
public sealed class HostileTextTests(DeskBrowser desk)
{
    private const string Evil = "<img src=x onerror=\"document.title='OWNED'\"><script>document.title='OWNED'</script>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B13_markup_in_names_subjects_files_notes_and_tags_is_text()
    {
        var agent = await desk.AgentAsync(Evil);
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "text " + Evil, with: message => message with
        {
            FromName = Evil, Subject = Evil, Receivers = [new Receiver(ReceiverRole.Cc, "cc@example.org", Evil)],
            Attachments = [new InboundAttachment(Evil, "text/plain", "x"u8.ToArray())],
        });
        await agent.Agent.Http.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", $$"""{"text":{{Json(Evil)}},"private":true}""", Ct);
        await agent.OpenAsync(arrived);
        await Expect(agent.Messages).ToHaveCountAsync(2);
        await Expect(agent.Messages.First).ToContainTextAsync("text <img src=x");
        await Expect(agent.Head).ToContainTextAsync("<img src=x");
        Assert.Equal(0, await agent.Page.Locator("img[src=x], [onerror], body script:not([src])").CountAsync());
        Assert.DoesNotContain("OWNED", (await agent.Page.TitleAsync()).Split('<')[0], StringComparison.Ordinal);
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
