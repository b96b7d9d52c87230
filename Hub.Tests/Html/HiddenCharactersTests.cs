using Hub.Core.Html;
using Hub.Core.Search;

namespace Hub.Tests.Html;

public sealed class HiddenCharactersTests
{
    [Theory]
    [InlineData("invoice\u202efdp.exe", "invoice\ufffdfdp.exe")]
    [InlineData("\u202dabc\u202c", "\ufffdabc\u202c")]
    [InlineData("pay\u200bpal", "pay\ufffdpal")]
    [InlineData("a\u2060b\ufeffc", "a\ufffdb\ufffdc")]
    [InlineData("ไทย\u200bไทย", "ไทย\u200bไทย")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("👩\u200d👧 \u2067שלום\u2069 \u200e", "👩\u200d👧 \u2067שלום\u2069 \u200e")]
    [InlineData("\u200bword\u200b ", "\u200bword\u200b ")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void B15_what_misleads_is_marked_and_what_scripts_need_stays(string text, string shown) => Assert.Equal(shown, HiddenCharacters.Show(text));

    [Theory]
    [InlineData("pay\u200bpal")]
    [InlineData("p\u202ea\u202cypal")]
    [InlineData("\ufeffpay\u2060pal")]
    [InlineData("ｐａｙｐａｌ")]
    public void B15_search_finds_the_word_all_the_same(string text) => Assert.Equal("paypal", SearchTokenizer.Words(text));
}
