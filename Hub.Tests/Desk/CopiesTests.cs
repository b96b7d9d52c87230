using Hub.Core.Channels;
using Hub.Core.Conversations;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Answers to several, where a channel carries copies.</summary>
[Collection(DeskGroup.Name)]
public sealed class CopiesTests(DeskBrowser desk)
{
    private static readonly ChannelCapabilities Mailing = new() { Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D04_an_answer_goes_to_the_customer_alone_unless_told_otherwise_and_to_outsiders_only_when_confirmed()
    {
        var place = await desk.Centre.WorkPlaceAsync("email", Mailing);
        var agent = await desk.AgentAsync("Maya", place);
        var arrived = await desk.Centre.ArriveAsync(place, "please copy Bob", from: "ann@copies.example", with: message => message with
        {
            Receivers =
            [
                new Receiver(ReceiverRole.To, place.Inbox.Account.Address!), new Receiver(ReceiverRole.Cc, "bob@copies.example"),
                new Receiver(ReceiverRole.Cc, "ann@copies.example"),
            ],
        });
        await agent.OpenAsync(arrived);
        await SendAsync(agent, "to you alone");
        Assert.Equal(["ann@copies.example"], await ReceiversAsync(agent, 1));

        var questions = new List<string>();
        var accept = false;
        agent.Page.Dialog += async (_, dialog) =>
        {
            questions.Add(dialog.Message);
            await (accept ? dialog.AcceptAsync() : dialog.DismissAsync());
        };
        await agent.Page.Locator("[data-receivers] summary").ClickAsync();
        await agent.Page.Locator("[data-all]").ClickAsync();
        await Expect(agent.Page.Locator("[name=cc]")).ToHaveValueAsync("bob@copies.example");
        await agent.Field.FillAsync("to both of you");
        await agent.Field.PressAsync("Control+Enter");
        await Eventually.HoldsAsync(() => questions.Count == 1, "the question", TimeSpan.FromSeconds(10), Ct);
        Assert.Contains("bob@copies.example", questions[0], StringComparison.Ordinal);
        await Expect(agent.Field).ToHaveValueAsync("to both of you");
        Assert.Single(place.Inbox.Sent);

        accept = true;
        await agent.Field.PressAsync("Control+Enter");
        Assert.Equal(["ann@copies.example", "bob@copies.example"], await ReceiversAsync(agent, 2));
        await Expect(agent.Page.Locator("[name=cc]")).ToHaveValueAsync("");

        // who was written to is no outsider any more
        await agent.Page.Locator("[data-all]").ClickAsync();
        await SendAsync(agent, "once more");
        Assert.Equal(["ann@copies.example", "bob@copies.example"], await ReceiversAsync(agent, 3));
        Assert.Equal(2, questions.Count);
    }

    private static async Task SendAsync(DeskAgent agent, string text)
    {
        await agent.Field.FillAsync(text);
        await agent.Field.PressAsync("Control+Enter");
        await Expect(agent.Field).ToHaveValueAsync("");
    }

    private static async Task<IEnumerable<string>> ReceiversAsync(DeskAgent agent, int sent)
    {
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == sent, "the answer to go out", TimeSpan.FromSeconds(10), Ct);
        return agent.Place.Inbox.Sent[^1].Receivers.Select(receiver => receiver.Address);
    }
}
