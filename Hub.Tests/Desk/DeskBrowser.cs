using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Tests.Hosting;
using Microsoft.Playwright;

namespace Hub.Tests.Desk;

/// <summary>A hub and Debian's Chromium, shared by the tests of the desk; each test has agents, customers and browser windows of its own.</summary>
public class DeskBrowser : IAsyncLifetime
{
    /// <summary>The cookie that carries a session over plain http.</summary>
    public const string SessionCookie = "omnihub";

    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public DeskBrowser()
        : this(new Centre())
    {
    }

    protected DeskBrowser(Centre centre) => Centre = centre;

    public Centre Centre { get; }

    public HubFixture Hub => Centre.Hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await Centre.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = Arguments });
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Centre.DisposeAsync();
    }

    /// <summary>A window in which nobody is signed in.</summary>
    public async Task<IPage> WindowAsync(string locale = "en-GB", int width = 1440, ColorScheme colours = ColorScheme.Light, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Hub.Url.ToString(), Locale = locale, TimezoneId = "Europe/Berlin", ColorScheme = colours, ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>A queue, an agent of it with this name, and the window in which the agent is signed in.</summary>
    public async Task<DeskAgent> AgentAsync(string name, WorkPlace? place = null, string role = "agent", string locale = "en-GB")
    {
        place ??= await Centre.WorkPlaceAsync();
        var agent = await Centre.MemberAsync(place, role);
        await Hub.Store.WriteAsync(
            (tx, unit) => AgentStore.ChangeAsync(tx, (agent.Id, null, new AgentChange { Name = name }), Subject.System, unit), Ct);
        var token = await Hub.SessionAsync(agent.Id, Ct);
        var page = await WindowAsync(locale);
        await page.Context.AddCookiesAsync([new() { Name = SessionCookie, Value = token, Url = Hub.Url.ToString(), HttpOnly = true }]);
        return new DeskAgent(agent, place, page, token);
    }
}
