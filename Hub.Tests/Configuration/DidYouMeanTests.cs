using Hub.Host.Configuration;

namespace Hub.Tests.Configuration;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("Url", "Url", 0)]
    [InlineData("Ulr", "Url", 1)]
    [InlineData("Urls", "Url", 1)]
    [InlineData("Rul", "Url", 2)]
    [InlineData("", "Url", 3)]
    public void A_slip_is_a_letter_more_less_other_or_swapped(string a, string b, int slips) => Assert.Equal(slips, DidYouMean.Distance(a, b));

    [Theory]
    [InlineData("keepdays", "KeepDays")]
    [InlineData("KepDay", "KeepDays")]
    [InlineData("Password", null)]
    public void The_nearest_name_is_meant_when_it_is_near(string unknown, string? meant) =>
        Assert.Equal(meant, DidYouMean.Nearest(unknown, ["KeepDays", "ReopenDays"]));
}
