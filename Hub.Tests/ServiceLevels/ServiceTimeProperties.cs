using Hub.Core;
using Hub.Core.Calendars;
using Hub.Core.ServiceLevels;
using Hub.Tests.Calendars;
using Hub.Tests.Trials;

namespace Hub.Tests.ServiceLevels;

/// <summary>Laws of time that counts towards a promise, on calendars made by chance.</summary>
public sealed class ServiceTimeProperties
{
    private const int Minute = 60_000;

    private static readonly int Trials = TrialSize.Pick(small: 200, full: 10_000);

    [Fact]
    public void What_has_passed_after_any_pauses_is_the_open_minutes_in_which_it_ran() => Try((hours, instants, random) =>
    {
        var (time, open) = (ServiceTime.From(instants[0]), 0L);
        for (var i = 1; i < instants.Count; i++)
        {
            if (time.PausedAt is null) open += OpenMinutes(hours, instants[i - 1], instants[i]);
            Assert.Equal(open * Minute, time.Passed(instants[i], hours));
            time = random.Next(3) switch { 0 => time.Pause(instants[i], hours), 1 => time.Resume(instants[i]), _ => time.Settle(instants[i], hours) };
        }

        Assert.Equal(open * Minute, time.Passed(instants[^1], hours));
    });

    [Fact]
    public void Pausing_and_going_on_at_once_changes_nothing() => Try((hours, instants, random) =>
    {
        var (amount, at) = (random.NextInt64(2_000L * Minute), instants[1]);
        var time = ServiceTime.From(instants[0]);
        var other = time.Pause(at, hours).Resume(at);
        Assert.Equal(time.Passed(instants[^1], hours), other.Passed(instants[^1], hours));
        // what was over before it was paused is over when it goes on
        if (time.Reaches(amount, hours) is { } due) Assert.Equal(Math.Max(due, at), Math.Max(other.Reaches(amount, hours)!.Value, at));
    });

    [Fact]
    public void It_is_due_at_the_first_instant_by_which_the_time_has_passed() => Try((hours, instants, random) =>
    {
        var amount = 1 + random.NextInt64(2_000L * Minute);
        if (ServiceTime.From(instants[0]).Settle(instants[1], hours) is var time && time.Reaches(amount, hours) is not { } due) return;
        if (time.Consumed >= amount) Assert.Equal(time.Since, due);
        else
        {
            Assert.Equal(amount, time.Passed(due, hours));
            Assert.Equal(amount - 1, time.Passed(due - 1, hours));
        }
    });

    [Fact]
    public void A_pause_makes_nothing_due_earlier_and_is_the_same_twice() => Try((hours, instants, random) =>
    {
        var amount = random.NextInt64(2_000L * Minute);
        var time = ServiceTime.From(instants[0]);
        var paused = time.Pause(instants[1], hours);
        Assert.Equal(paused, paused.Pause(instants[2], hours));
        var resumed = paused.Resume(instants[2]);
        Assert.Equal(resumed, resumed.Resume(instants[^1]));
        if (resumed.Reaches(amount, hours) is { } due) Assert.True(time.Reaches(amount, hours) <= due);
    });

    private static long OpenMinutes(BusinessCalendar hours, long from, long to)
    {
        var minutes = 0;
        for (var minute = from; minute < to; minute += Minute)
            if (hours.IsOpen(minute.ToTime())) minutes++;
        return minutes;
    }

    private static void Try(Action<BusinessCalendar, List<long>, Random> law)
    {
        var random = TrialSeed.NewRandom();
        for (var trial = 0; trial < Trials; trial++)
        {
            var (calendar, time) = AnyCalendar.Next(random);
            law(calendar, [.. Enumerable.Range(0, 6).Select(_ => time().ToMs()).Order()], random);
        }
    }
}
