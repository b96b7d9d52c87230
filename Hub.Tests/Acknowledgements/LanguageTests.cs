using Hub.Core.Acknowledgements;

namespace Hub.Tests.Acknowledgements;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, "Where is my parcel?", "en")]
    [InlineData(null, "我的包裹在哪里？", "zh")]
    [InlineData("en", "我的包裹在哪里？", "en")]
    [InlineData("zh-Hant-TW", "Where is it?", "zh")]
    [InlineData("fr", "Où est mon colis ?", "en")]
    [InlineData(null, "荷物はどこですか", "en")]
    [InlineData(null, null, "en")]
    public void The_contacts_language_decides_then_the_writing(string? ofContact, string? message, string language) =>
        Assert.Equal(language, Language.Choose(AcknowledgementText.Defaults, text => text.Language, ofContact, message).Language);
}
