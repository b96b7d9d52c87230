using Hub.Core.Arrivals;
using Hub.Tests.Channels.Fax.Tiff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Faxes at the desk.</summary>
[Collection(DeskGroup.Name)]
public sealed class FaxPageTests(DeskBrowser desk)
{
    private const int Unpacked = 1;

    [Fact]
    public async Task S1_22_the_pages_of_a_fax_are_seen_in_the_browser()
    {
        var agent = await desk.AgentAsync("Fay");
        var fax = new TiffBuilder().Page(16, 2, Unpacked, [0x0E, 0x00, 0xFF, 0xFF]).Page(32, 1, Unpacked, [0xFF, 0x00, 0xFF, 0x00]).ToArray();
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "A fax of 2 pages", with: message => message with
        {
            Attachments = [new InboundAttachment("fax.tif", "image/tiff", fax)],
        });
        await agent.OpenAsync(arrived);
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Show the pages" }).ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Img, new() { Name = "Page 1 of 2" })).ToHaveJSPropertyAsync("naturalWidth", 16);
        await agent.Page.GetByRole(AriaRole.Img, new() { Name = "Page 2 of 2" }).ScrollIntoViewIfNeededAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Img, new() { Name = "Page 2 of 2" })).ToHaveJSPropertyAsync("naturalWidth", 32);
    }

    [Fact]
    public async Task What_is_no_tiff_though_it_says_so_is_told_and_can_be_had_as_a_file()
    {
        var agent = await desk.AgentAsync("Fox");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "A fax", with: message => message with
        {
            Attachments = [new InboundAttachment("fax.tif", "image/tiff", "no picture at all"u8.ToArray())],
        });
        await agent.OpenAsync(arrived);
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Show the pages" }).ClickAsync();
        await Expect(agent.Page.Locator(".empty")).ToContainTextAsync("These pages cannot be shown");
        await Expect(agent.Page.GetByRole(AriaRole.Link, new() { Name = "Download" })).ToBeVisibleAsync();
    }
}
