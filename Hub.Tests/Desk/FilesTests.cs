using System.Net;
using Hub.Core.Arrivals;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

[Collection(DeskGroup.Name)]
public sealed class FilesTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_goes_up_with_an_answer_and_comes_down_whole()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "the manual, please");
        await agent.OpenAsync(arrived);
        var content = new byte[100_000];
        new Random(3).NextBytes(content);
        await agent.Page.Locator("[data-upload]").SetInputFilesAsync(new FilePayload { Name = "manual.pdf", MimeType = "application/pdf", Buffer = content });
        await Expect(agent.Page.Locator("[data-files] [name=attachment]")).ToHaveCountAsync(1);
        await agent.Field.FillAsync("Here it is.");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var link = agent.Messages.Last.Locator("a.file");
        await Expect(link).ToContainTextAsync("manual.pdf");
        Assert.Equal(content, await DownloadAsync(agent.Page, link));
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == 1, "the answer to go out", TimeSpan.FromSeconds(10), Ct);
        Assert.Equal("manual.pdf", Assert.Single(agent.Place.Inbox.Sent[0].Attachments).Name);
    }

    [Fact]
    public async Task C01_C02_C03_names_are_shown_without_their_tricks_and_cannot_lead_a_download_astray()
    {
        var agent = await desk.AgentAsync("Maya");
        string[] names = ["../../etc/passwd", "..\\..\\web.config", "C:\\x.txt", "a\u200b.htaccess", "gpj.\u202eexe", "x.pdf:ads", new string('n', 5000) + ".txt", "\"><img src=x onerror=alert(1)>.txt"];
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "files", with: message => message with
        {
            Attachments = [.. names.Select(name => new InboundAttachment(name, "text/plain", "x"u8.ToArray()))],
        });
        await agent.OpenAsync(arrived);
        var shown = await agent.Page.Locator(".file-name").AllInnerTextsAsync();
        Assert.Equal(names.Length, shown.Count);
        Assert.All(shown, name => Assert.True(name.Length <= 255 && !name.Any(letter => letter is '/' or '\\' or '\u200b' or '\u202e' || char.IsControl(letter)), name));
        Assert.Equal(0, await agent.Page.Locator(".file img").CountAsync());
        foreach (var link in await agent.Page.Locator("a.file").AllAsync())
        {
            var download = await agent.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            Assert.DoesNotContain(download.SuggestedFilename, letter => letter is '/' or '\\');
        }
    }

    [Fact]
    public async Task C04_C05_files_that_could_run_are_only_ever_downloads()
    {
        var agent = await desk.AgentAsync("Maya");
        (string Name, string Type)[] files = [("a.html", "text/html"), ("b.svg", "image/svg+xml"), ("c.png", "image/png"), ("d.xhtml", "application/xhtml+xml"), ("e.pdf", "application/pdf")];
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "files", with: message => message with
        {
            Attachments = [.. files.Select(file => new InboundAttachment(file.Name, file.Type, "<script>alert(1)</script>"u8.ToArray()))],
        });
        await agent.OpenAsync(arrived);
        foreach (var link in await agent.Page.Locator("a.file").AllAsync())
        {
            var answer = await agent.Page.APIRequest.GetAsync(await link.GetAttributeAsync("href") ?? "");
            Assert.Equal(("application/octet-stream", "sandbox; default-src 'none'", "nosniff"),
                (answer.Headers["content-type"], answer.Headers["content-security-policy"], answer.Headers["x-content-type-options"]));
            Assert.StartsWith("attachment", answer.Headers["content-disposition"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task C12_an_address_of_a_file_is_worth_nothing_to_others()
    {
        var (maya, stranger) = (await desk.AgentAsync("Maya"), await desk.AgentAsync("Stranger"));
        var arrived = await desk.Centre.ArriveAsync(maya.Place, "secret", with: message => message with
        {
            Attachments = [new InboundAttachment("secret.txt", "text/plain", "secret"u8.ToArray())],
        });
        await maya.OpenAsync(arrived);
        var address = await maya.Page.Locator("a.file").GetAttributeAsync("href");
        using var without = await desk.Hub.Anonymous.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(404, (await stranger.Page.APIRequest.GetAsync(address!)).Status);
        Assert.Equal(404, (await maya.Page.APIRequest.GetAsync("/desk/attachments/01900000-0000-7000-8000-00000000dead")).Status);
        Assert.Equal(200, (await maya.Page.APIRequest.GetAsync(address!)).Status);
    }

    private static async Task<byte[]> DownloadAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync(), Ct);
    }
}
