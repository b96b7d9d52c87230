using Hub.Core.Search;

namespace Hub.Tests.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("Refund please", "refund|please")]
    [InlineData("投诉 退款", "投 诉|退 款")]
    [InlineData("iPhone退款", "iphone 退 款")]
    [InlineData("ann@example.org", "ann example org")]
    [InlineData("#1234", "1234")]
    [InlineData("1234567", "1234567")]
    [InlineData("12345 67890", "12345|67890")]
    [InlineData("+49 30 123", "49 30 123/4930123")]
    [InlineData("+4930123", "4930123/4930123")]
    [InlineData("call (030) 123-456 now", "call|030 123 456/030123456|now")]
    [InlineData("555-123-4567", "555 123 4567/5551234567")]
    [InlineData("\"a\" OR NEAR(b) -c d*", "a|or|near b|c|d")]
    [InlineData("", "")]
    [InlineData("\"'*()", "")]
    public void A_query_falls_into_terms(string text, string terms) => Assert.Equal(
        terms,
        string.Join('|', SearchQuery.Parse(text).Terms.Select(
            term => string.Join(' ', term.Words) + (term.Number is null ? "" : "/" + term.Number))));

    [Fact]
    public void A_query_is_bounded()
    {
        var many = SearchQuery.Parse(string.Join(' ', Enumerable.Range(0, 1000)));
        var run = SearchQuery.Parse(new string('訴', 40));

        Assert.Equal(SearchQuery.MostTerms, many.Terms.Count);
        Assert.Equal([16, 16, 8], run.Terms.Select(term => term.Words.Count));
    }

    [Theory]
    [InlineData("5-7", true)]
    [InlineData("9223372036854775807-1", true)]
    [InlineData("", false)]
    [InlineData("5", false)]
    [InlineData("-5-7", false)]
    [InlineData("5-7-9", false)]
    [InlineData("5-9223372036854775808", false)]
    [InlineData("5-' OR 1=1", false)]
    public void A_cursor_is_read_only_as_it_was_written(string text, bool valid)
    {
        Assert.Equal(valid, SearchCursor.TryParse(text, out var cursor));
        if (valid) Assert.Equal(text, cursor!.ToString());
    }
}
