using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>The quarantine at the desk.</summary>
[Collection(DeskGroup.Name)]
public sealed class QuarantineTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_input_is_read_as_text_that_does_nothing_and_discarded_with_a_reason_after_a_question()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        agent.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var id = await KeepAsync(agent.Place.Inbox.Account.Id, "Subject: <script>document.title = 'hacked'</script>\r\n\r\n\0torn", "It ends in the middle.");
        await agent.Page.GotoAsync("/desk/quarantine");
        var row = agent.Page.Locator($"#q-{id}");
        await row.GetByRole(AriaRole.Link, new() { Name = "Read" }).ClickAsync();
        await Expect(agent.Page.Locator(".raw")).ToHaveTextAsync("Subject: <script>document.title = 'hacked'</script>\n\n\u2400torn");
        await Expect(agent.Page).Not.ToHaveTitleAsync("hacked");
        var download = await agent.Page.RunAndWaitForDownloadAsync(() => agent.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal($"{id}.bin", download.SuggestedFilename);

        await agent.Page.Locator("summary").Filter(new() { HasText = "Discard" }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "It is damaged" }).ClickAsync();
        await Expect(agent.Page.Locator(".lead")).ToBeVisibleAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Null(await desk.Hub.Services.GetRequiredService<Quarantine>().FindAsync(id, Ct));
    }

    [Fact]
    public async Task One_and_all_of_a_channel_are_tried_again()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var channel = new FakeChannel(desk.Centre.Unique("torn-")) { Reading = _ => throw new UnreadableInputException("It is torn.") };
        desk.Hub.Services.GetRequiredService<ChannelRegistry>().Put(channel);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++) ids.Add(await KeepAsync(channel.Account.Id, $"input {i}", "It ends in the middle."));
        await agent.Page.GotoAsync("/desk/quarantine");
        await agent.Page.Locator($"#q-{ids[0]}").GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(agent.Page.Locator($"#q-{ids[0]}")).ToContainTextAsync("Tried 2 times");
        // what is in no queue is everybody's, so it is not to be in the others' lists
        channel.Reading = input => new InboundMessage { Source = new SourceKey(input.ReceptionId), FromAddress = input.ReceptionId, Text = "whole", IsQuiet = true };
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = $"Try all of {channel.Account.Id} again" }).ClickAsync();
        foreach (var id in ids) await Expect(agent.Page.Locator($"#q-{id}")).ToHaveCountAsync(0);
    }

    private Task<Guid> KeepAsync(string channel, string content, string reason) => desk.Hub.Services.GetRequiredService<Quarantine>().KeepAsync(
        channel, new RawInput("message/rfc822", System.Text.Encoding.UTF8.GetBytes(content), desk.Centre.Unique("reception-")), reason, Ct);
}
