using Hub.Tests.Hosting;
using Microsoft.Playwright;

namespace Hub.Tests.Desk;

/// <summary>An agent at the desk.</summary>
public sealed record DeskAgent(AgentClient Agent, WorkPlace Place, IPage Page, string Token)
{
    public ILocator Rows => Page.Locator("#list .row");

    public ILocator Messages => Page.Locator("#main .message");

    public ILocator Field => Page.Locator("[data-composer] textarea");

    public ILocator Head => Page.Locator("#c-head");

    /// <summary>Opens a list, and waits until it is live.</summary>
    public Task ListAsync(string view = "all") => LiveAsync($"/desk?view={view}");

    /// <summary>Opens a conversation, and waits until it is live.</summary>
    public Task OpenAsync(Arrived arrived) => LiveAsync($"/desk/conversations/{arrived.Conversation:D}?view=all");

    /// <summary>The conversation as the API shows it.</summary>
    public async Task<string> StatusAsync(Arrived arrived) => (await Centre.ConversationAsync(Agent.Http, arrived.Conversation)).Text("status");

    private async Task LiveAsync(string path)
    {
        var stream = Page.WaitForRequestAsync(request => request.Url.Contains("/desk/events", StringComparison.Ordinal));
        await Page.GotoAsync(path);
        await stream;
    }
}
