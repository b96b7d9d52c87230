using Hub.Core.Deliveries;
using Hub.Tests.Time;

namespace Hub.Tests.Deliveries;

public sealed class RateLaneTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void No_window_of_a_second_sees_more_than_the_limit()
    {
        var lane = new RateLane(10, 1000, _time);
        var begun = new List<double>();
        for (var ms = 0; ms < 5_000; ms += 70)
        {
            for (var places = lane.Reserve(); places > 0; places--)
            {
                lane.Begin();
                lane.End(begun: true);
                begun.Add(ms);
            }

            _time.Advance(TimeSpan.FromMilliseconds(70));
        }

        Assert.All(begun, start => Assert.True(begun.Count(at => at >= start && at < start + 1_000) <= 10));
        Assert.InRange(begun.Count, 45, 50);
    }

    [Fact]
    public void Less_than_one_a_second_is_one_in_a_longer_window()
    {
        var lane = new RateLane(0.5, 8, _time);
        Assert.Equal(1, lane.Reserve());
        lane.Begin();
        lane.End(begun: true);
        Assert.Equal(0, lane.Reserve());
        Assert.Equal(TimeSpan.FromSeconds(2), lane.UntilFree());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, lane.Reserve());
    }

    [Fact]
    public void A_place_is_free_again_when_its_attempt_ended_or_never_began()
    {
        var lane = new RateLane(1_000, 3, _time);
        Assert.Equal(3, lane.Reserve());
        Assert.Equal(0, lane.Reserve());
        Assert.Null(lane.UntilFree());
        lane.End(begun: false, places: 2);
        lane.Begin();
        Assert.Equal(2, lane.Reserve());
        lane.End(begun: true);
        Assert.Equal(1, lane.Reserve());
    }

    [Fact]
    public void Nothing_is_free_during_a_pause_and_the_longer_pause_counts()
    {
        var lane = new RateLane(10, 8, _time);
        lane.Pause(TimeSpan.FromSeconds(30));
        lane.Pause(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, lane.Reserve());
        Assert.Equal(TimeSpan.FromSeconds(1), lane.UntilFree());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(8, lane.Reserve());
    }

    [Fact]
    public void A_wide_lane_gathers_free_places_and_a_narrow_one_does_not()
    {
        var wide = new RateLane(10_000, 64, _time);
        for (var i = wide.Reserve(); i > 0; i--) wide.Begin();
        wide.End(begun: true, 3);
        Assert.Equal(0, wide.Reserve());
        Assert.Null(wide.UntilFree());
        wide.End(begun: true);
        Assert.Equal(TimeSpan.Zero, wide.UntilFree());
        Assert.Equal(4, wide.Reserve());

        var narrow = new RateLane(10_000, 8, _time);
        for (var i = narrow.Reserve(); i > 0; i--) narrow.Begin();
        narrow.End(begun: true);
        Assert.Equal(1, narrow.Reserve());
    }
}
