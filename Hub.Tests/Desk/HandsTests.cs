using Hub.Core.Channels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What needs a hand, in lists with its actions.</summary>
[Collection(DeskGroup.Name)]
public sealed class HandsTests(DeskBrowser desk)
{
    [Fact]
    public async Task A_failed_answer_is_seen_in_its_conversation_and_in_the_list_and_sent_again_from_there()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        agent.Place.Inbox.Answer = (_, _) => Task.FromResult<DeliveryResult>(new DeliveryResult.Rejected(DeliveryClass.Address, "no such customer"));
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "hello");
        await agent.OpenAsync(arrived);
        await agent.Field.FillAsync("Hello back.");
        await agent.Field.PressAsync("Control+Enter");
        await Expect(agent.Messages.Last.Locator(".message-error")).ToContainTextAsync("no such customer");
        await agent.Page.GotoAsync("/desk/deliveries?state=failed");
        var row = agent.Page.Locator(".card-row").Filter(new() { HasText = "no such customer" });
        agent.Place.Inbox.Answer = (_, _) => Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted(null));
        await row.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == 2, "it is sent again", TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
