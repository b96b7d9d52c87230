using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(3);

    [Fact]
    public void The_steps_grow_from_seconds_to_six_hours_and_fill_three_days()
    {
        var waits = new List<double>();
        var left = Long;
        for (var attempt = 1; RetrySchedule.Next(DeliveryClass.Transient, attempt, left, null, jitter: 0) is { } wait; attempt++)
        {
            waits.Add(wait.TotalSeconds);
            left -= wait;
        }

        Assert.Equal([5, 30, 120, 600, 1800, 3600, 7200, 21_600], waits.Take(8));
        Assert.All(waits.Skip(8), wait => Assert.Equal(21_600, wait));
        Assert.InRange(waits.Count, 15, 25);
    }

    [Fact]
    public void Chance_lengthens_a_step_by_up_to_a_fifth()
    {
        Assert.Equal(TimeSpan.FromSeconds(33), RetrySchedule.Next(DeliveryClass.Transient, 2, Long, null, jitter: 0.5));
        Assert.True(RetrySchedule.Next(DeliveryClass.Transient, 2, Long, null, jitter: 0.999) < TimeSpan.FromSeconds(36));
    }

    [Theory]
    [InlineData(DeliveryClass.Transient, 1, 90, 90)]
    [InlineData(DeliveryClass.Transient, 5, 90, 1800)]
    [InlineData(DeliveryClass.Throttled, 7, 90, 90)]
    [InlineData(DeliveryClass.Throttled, 7, -3, 0)]
    [InlineData(DeliveryClass.Throttled, 7, 31_536_000, 86_400)]
    [InlineData(DeliveryClass.Quota, 1, null, 3600)]
    public void The_providers_wish_is_heeded_within_reason(DeliveryClass error, int attempts, int? wish, int expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            RetrySchedule.Next(error, attempts, Long, wish is { } seconds ? TimeSpan.FromSeconds(seconds) : null, jitter: 0));

    [Fact]
    public void What_would_come_too_late_is_given_up() =>
        Assert.Null(RetrySchedule.Next(DeliveryClass.Transient, 1, TimeSpan.FromSeconds(5), null, jitter: 0));
}
