using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Hub.Host.Web.Language;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

[Collection(DeskGroup.Name)]
public sealed partial class LanguageTests(DeskBrowser desk)
{
    private static readonly ResourceManager Resources = new("Hub.Host.Web.Language.Texts", typeof(Texts).Assembly);

    [Fact]
    public async Task The_desk_speaks_the_browsers_language_until_the_user_chooses_another()
    {
        var agent = await desk.AgentAsync("美玲", locale: "zh-CN");
        await desk.Centre.ArriveAsync(agent.Place, "您好，我想退货。", with: message => message with { FromName = "王伟", Subject = "退货" });
        await agent.ListAsync("unassigned");
        await Expect(agent.Page.Locator("#list-title")).ToHaveTextAsync("未分配");
        await Expect(agent.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh");
        await Expect(agent.Rows).ToContainTextAsync("王伟");
        await agent.Page.Locator(".presence summary").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(agent.Page.Locator("#list-title")).ToHaveTextAsync("Unassigned");
        await agent.Page.ReloadAsync();
        await Expect(agent.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public void Every_text_is_there_in_every_language_with_the_same_gaps()
    {
        var english = TextsOf(CultureInfo.InvariantCulture);
        foreach (var language in Texts.All.Skip(1))
        {
            var other = TextsOf(language.Culture);
            Assert.Equal(english.Keys.Order(), other.Keys.Order());
            Assert.All(english, text => Assert.Equal(GapsIn(text.Value), GapsIn(other[text.Key])));
        }
    }

    private static Dictionary<string, string> TextsOf(CultureInfo culture) =>
        Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string GapsIn(string text) => string.Join(' ', Gap().Matches(text).Select(match => match.Value).Order());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Gap();
}
