using Hub.Core.Subscriptions;

namespace Hub.Tests.Subscriptions;

public sealed class PostRetryTests
{
    [Theory]
    [InlineData(0, null, 10)]
    [InlineData(1, null, 20)]
    [InlineData(5, null, 320)]
    [InlineData(9, null, 3600)]
    [InlineData(5000, null, 3600)]
    [InlineData(0, 120, 120)]
    [InlineData(5, 120, 320)]
    [InlineData(0, 86_400, 3600)]
    [InlineData(0, -5, 10)]
    public void The_pause_doubles_up_to_an_hour_and_is_no_shorter_than_the_receiver_asks(long attempts, int? asked, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected), PostRetry.After(attempts, asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
}
