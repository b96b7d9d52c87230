using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>How new work makes itself noticed by an agent who looks elsewhere.</summary>
[Collection(DeskGroup.Name)]
public sealed class AttentionTests(DeskBrowser desk)
{
    // what the browser would do outside of the page, written down
    private const string Outside =
        """
        window.outside = { hidden: false, sounds: 0, notifications: [] };
        Object.defineProperty(document, 'hidden', { get: () => outside.hidden });
        window.Notification = class {
          static permission = 'granted';
          static requestPermission() { return Promise.resolve('granted'); }
          constructor(title, { body, tag }) { outside.notifications.push(`${title}: ${body} (${tag})`); }
          close() {}
        };
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...given) { outside.sounds++; return start.apply(this, given); };
        """;

    [Fact]
    public async Task A_hidden_desk_counts_in_its_title_and_the_count_goes_when_it_is_looked_at()
    {
        var agent = await AgentAsync();
        await HideAsync(agent, true);
        await desk.Centre.ArriveAsync(agent.Place, "first", from: "attention-one");
        await Expect(agent.Page).ToHaveTitleAsync(new Regex(@"^\(1\) "));
        await desk.Centre.ArriveAsync(agent.Place, "second", from: "attention-two");
        await Expect(agent.Page).ToHaveTitleAsync(new Regex(@"^\(2\) "));
        await HideAsync(agent, false);
        await Expect(agent.Page).Not.ToHaveTitleAsync(new Regex(@"^\("));
    }

    [Fact]
    public async Task Sound_and_notifications_come_only_when_they_are_switched_on_and_say_nothing_of_the_message()
    {
        var agent = await AgentAsync();
        await HideAsync(agent, true);
        await desk.Centre.ArriveAsync(agent.Place, "quietly", from: "attention-quiet");
        await Expect(agent.Page).ToHaveTitleAsync(new Regex(@"^\(1\) "));
        Assert.Equal((0, 0), await NoticedAsync(agent));

        await HideAsync(agent, false);
        await agent.Page.Locator(".presence summary").ClickAsync();
        foreach (var what in new[] { "sound", "notify" })
        {
            await agent.Page.Locator($"[data-toggle={what}]").ClickAsync();
            await Expect(agent.Page.Locator($"[data-toggle={what}]")).ToHaveAttributeAsync("aria-pressed", "true");
        }

        var (before, _) = await NoticedAsync(agent);
        await HideAsync(agent, true);
        // it rings again only after a while
        await agent.Page.EvaluateAsync("const real = Date.now; Date.now = () => real() + 10_000");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "my password is hunter2", from: "attention-loud");
        await Eventually.HoldsAsync(
            async _ => await NoticedAsync(agent) == (before + 1, 1), "a sound and a notification", TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var notification = await agent.Page.EvaluateAsync<string>("outside.notifications[0]");
        Assert.Contains(arrived.Conversation.ToString(), notification, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", notification, StringComparison.Ordinal);
    }

    private async Task<DeskAgent> AgentAsync()
    {
        var agent = await desk.AgentAsync("Maya");
        await agent.Page.AddInitScriptAsync(Outside);
        await agent.ListAsync("unassigned");
        return agent;
    }

    private static async Task HideAsync(DeskAgent agent, bool isHidden) => await agent.Page.EvaluateAsync(
        "hidden => { outside.hidden = hidden; document.dispatchEvent(new Event('visibilitychange')); }", isHidden);

    private static async Task<(int Sounds, int Notifications)> NoticedAsync(DeskAgent agent) =>
        (await agent.Page.EvaluateAsync<int>("outside.sounds"), await agent.Page.EvaluateAsync<int>("outside.notifications.length"));
}
