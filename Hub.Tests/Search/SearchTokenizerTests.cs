using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Search;

namespace Hub.Tests.Search;

public sealed class SearchTokenizerTests
{
    [Theory]
    [InlineData("Where is my REFUND?", "where is my refund")]
    [InlineData("don't", "don t")]
    [InlineData("我要投诉", "我 要 投 诉")]
    [InlineData("退款iPhone 15訂單", "退 款 iphone 15 訂 單")]
    [InlineData("投訴，退款。", "投 訴 退 款")]
    [InlineData("𠮷野家", "𠮷 野 家")]
    [InlineData("返金してください", "返 金 し て く だ さ い")]
    [InlineData("ﾊﾟｿｺﾝ ガス", "パ ソ コ ン ガ ス")]
    [InlineData("환불을 요청", "환 불 을 요 청")]
    [InlineData("Straße MÜLLER Grüße", "strasse muller grusse")]
    [InlineData("Café naïve Łódź Ørsted Ætna", "cafe naive lodz orsted aetna")]
    [InlineData("İstanbul ISPARTA ılık", "istanbul isparta ilik")]
    [InlineData("ΟΔΟΣ οδός", "οδοσ οδοσ")]
    [InlineData("Счёт", "счет")]
    [InlineData("ＦＵＬＬ ﬁn ①", "full fin 1")]
    [InlineData("١٢٣", "123")]
    [InlineData("ขอคืน", "ข อ ค ื น")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("pay\u200Bpal re\u00ADfund", "paypal refund")]
    [InlineData("#1234", "1234")]
    [InlineData("ann@example.org", "ann example org")]
    [InlineData("+49 30 123", "49 30 123 4930123")]
    [InlineData("(030) 901820-0 or 5", "030 901820 0 or 5 0309018200")]
    [InlineData("12/34", "12 34")]
    [InlineData("", "")]
    [InlineData(" \t?!-*\"", "")]
    public void Text_falls_into_words(string text, string words) => Assert.Equal(words, SearchTokenizer.Words(text));

    [Fact]
    public void Half_a_surrogate_pair_is_no_word()
    {
        var broken = "ann" + '\uD842' + "é";

        Assert.Equal("ann e", SearchTokenizer.Words(broken));
    }

    [Fact]
    public void A_long_word_is_found_by_its_beginning_of_64_letters()
    {
        var word = new string('x', 500);

        Assert.Equal(word[..64], SearchTokenizer.Words(word));
        Assert.Equal([word[..64]], Assert.Single(SearchQuery.Parse(word).Terms).Words);
    }

    [Fact]
    public void Words_hold_letters_digits_and_marks_only()
    {
        Prop.ForAll<string?>(text =>
        {
            var words = SearchTokenizer.Words(text ?? "");
            return words.All(c => c == ' ' || char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMarkOrNumber(c));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("é")]
    [InlineData("訴")]
    [InlineData("\uFDFA")]
    [InlineData("+1-(")]
    public void Ten_megabytes_cost_what_their_indexed_start_costs(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var words = SearchTokenizer.Words(text);
        _ = SearchQuery.Parse(text);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024L * SearchTokenizer.MostChars);
        Assert.Equal(SearchTokenizer.Words(text[..SearchTokenizer.MostChars]), words);
    }

    private static bool IsMarkOrNumber(char c) => char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or
        System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.LetterNumber or
        System.Globalization.UnicodeCategory.OtherNumber;
}
