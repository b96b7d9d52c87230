using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Forwarding a message.</summary>
[Collection(DeskGroup.Name)]
public sealed class ForwardTests(DeskBrowser desk)
{
    private static readonly ChannelCapabilities Mailing = new() { Html = true, Attachments = true, Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_forwards_the_last_message_with_the_files_chosen_after_a_question()
    {
        var place = await desk.Centre.WorkPlaceAsync("email", Mailing);
        var agent = await desk.AgentAsync("Maya", place);
        var arrived = await desk.Centre.ArriveAsync(place, "It does not turn.", from: "ann@forward.example", with: message => message with
        {
            Subject = "Broken", Thread = new ThreadPlace([], null),
            Attachments = [new InboundAttachment("photo.txt", "text/plain", "a"u8.ToArray()), new InboundAttachment("bill.txt", "text/plain", "b"u8.ToArray())],
        });
        var questions = new List<string>();
        agent.Page.Dialog += async (_, dialog) =>
        {
            questions.Add(dialog.Message);
            await dialog.AcceptAsync();
        };
        await agent.OpenAsync(arrived);
        await agent.Page.Locator("#c-title").ClickAsync();
        await agent.Page.Keyboard.PressAsync("f");
        await agent.Page.GetByLabel("To", new() { Exact = true }).FillAsync("expert@partner.example");
        await agent.Page.GetByLabel("Your words above it").FillAsync("Can you help?");
        await agent.Page.GetByLabel("bill.txt").UncheckAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Forward" }).ClickAsync();

        await Expect(agent.Messages.Last).ToContainTextAsync("Forwarded to somebody else");
        await Expect(agent.Messages.Last).ToContainTextAsync("Can you help?");
        Assert.Contains("expert@partner.example", Assert.Single(questions), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == 1, "the forward to go out", TimeSpan.FromSeconds(10), Ct);
        var sent = place.Inbox.Sent[0];
        Assert.Equal(("expert@partner.example", "Fwd: Broken"), (sent.To, sent.Subject));
        Assert.Equal(["photo.txt"], sent.Attachments.Select(file => file.Name));
        Assert.Contains("---------- Forwarded message ----------", sent.Text, StringComparison.Ordinal);
        Assert.NotNull((await Hosting.Centre.ConversationAsync(agent.Agent.Http, arrived.Conversation))["waitingSince"]);
    }
}
