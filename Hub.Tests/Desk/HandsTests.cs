using Hub.Core.Channels;
using Hub.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What needs a hand, in lists with its actions.</summary>
[Collection(DeskGroup.Name)]
public sealed class HandsTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        Assert.Equal(2, agent.Place.Inbox.Sent.Count);
    }

    [Fact]
    public async Task An_unreadable_input_appears_in_the_list_and_is_deleted_after_a_question()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        agent.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await agent.Page.GotoAsync("/desk/quarantine");
        await desk.Hub.Services.GetRequiredService<Quarantine>().KeepAsync(
            agent.Place.Inbox.Account.Id, new RawInput("message/rfc822", "torn"u8.ToArray(), desk.Centre.Unique("torn-")), "It ends in the middle.", Ct);
        await agent.Page.ReloadAsync();
        var row = agent.Page.Locator(".card-row").Filter(new() { HasText = "It ends in the middle." });
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }
}
