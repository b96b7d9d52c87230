using Hub.Core.ServiceLevels;

namespace Hub.Tests.ServiceLevels;

/// <summary>What happens next to a clock. Times are milliseconds after its beginning.</summary>
public sealed class ServiceClockTests
{
    private static readonly ServiceTarget Target = new()
    {
        Metric = ServiceMetric.FirstResponse, Within = 100, WarnBefore = 20,
        Escalations = [new Escalation { After = -10, Priority = 90 }, new Escalation { After = 50, Alarm = true }],
    };

    [Fact]
    public void First_it_is_warned_then_escalated_then_broken_then_escalated_again()
    {
        var clock = Begun(Target);
        Assert.Equal((80_000, 100_000), (clock.NextAt(null), clock.DueAt));
        clock = clock with { WarnedAt = 80_000 };
        Assert.Equal(90_000, clock.NextAt(null));
        Assert.Empty(clock.DueSteps(89_999, null));
        var steps = clock.DueSteps(90_000, null);
        Assert.Equal(90, Assert.Single(steps).Priority);
        clock = clock.Did(steps);
        Assert.Equal(100_000, clock.NextAt(null));
        clock = clock with { BreachedAt = 100_000 };
        Assert.Equal(150_000, clock.NextAt(null));
        Assert.Null(clock.Did(clock.DueSteps(200_000, null)).NextAt(null));
    }

    [Fact]
    public void Nothing_happens_to_what_is_paused_or_has_ended()
    {
        Assert.Null(Begun(Target).Pause(10, null).NextAt(null));
        Assert.Null(Begun(Target).End(10, ClockEnd.Answered).NextAt(null));
    }

    [Fact]
    public void What_is_found_after_its_due_time_was_broken_then()
    {
        Assert.Null(Begun(Target).At(100_000).BreachedAt);
        Assert.Equal(100_000, Begun(Target).At(100_001).BreachedAt);
    }

    [Fact]
    public void Another_target_keeps_what_has_passed_and_what_was_broken()
    {
        var under = Begun(Target).At(130_000).Under(Promised(Target with { Within = 1_000 }), 130_000, null);
        Assert.Equal((130_000, 1_000_000, 100_000), (under.Time.Consumed, under.DueAt, under.BreachedAt));
    }

    [Fact]
    public void Reckoned_anew_what_is_not_due_any_more_was_neither_broken_nor_warned()
    {
        var broken = Begun(Target).At(130_000) with { WarnedAt = 80_000 };
        var anew = broken.Anew(Promised(Target with { Within = 1_000 }), 130_000);
        Assert.Equal((0, 1_000_000, null, null), (anew.Time.Consumed, anew.DueAt, anew.BreachedAt, anew.WarnedAt));
        Assert.Equal(100_000, broken.Anew(Promised(Target with { Within = 120 }), 130_000).BreachedAt);
    }

    [Fact]
    public void Queues_that_escalate_to_each_other_come_to_an_end()
    {
        var (one, other) = (new Guid(1, 0, 0, new byte[8]), Guid.AllBitsSet);
        var clock = Begun(Target);
        for (var i = 0; i < 10; i++)
        {
            clock = clock.Under(Promised(Target, i % 2 == 0 ? other : one), 200_000, null);
            clock = clock.Did(clock.DueSteps(200_000, null));
        }

        Assert.Equal(4, clock.Steps.Split(' ').Length);
        Assert.Empty(clock.DueSteps(200_000, null));
    }

    private static ServiceClock Begun(ServiceTarget target) => ServiceClock.Begin(Guid.Empty, (Guid.Empty, target.Metric), Promised(target), 0);

    private static Promise Promised(ServiceTarget target, Guid queue = default) =>
        new(new QueueRule { Id = queue, Version = 1, CalendarVersion = 0, Promises = new QueueTargets { Targets = [target] } }, target, Hours: null);
}
