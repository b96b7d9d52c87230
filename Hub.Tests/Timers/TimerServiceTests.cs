using Hub.Core.Alarms;
using Hub.Core.Storage;
using Hub.Core.Timers;
using Hub.Tests.Contracts;
using Hub.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Timers;

/// <summary>Timers by a clock that the test moves.</summary>
public sealed class TimerServiceTests : StoreContractBase<SqliteTestDatabase>
{
    private static readonly Guid Subject = Guid.AllBitsSet;
    private static readonly Guid Other = new(1, 2, 3, new byte[8]);
    private readonly ManualTime _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly List<TimeSpan> _sleeps = [];

    protected override TimeProvider Time => _time;

    [Fact]
    public async Task A_timer_fires_once_at_its_time_and_sleeps_end_within_a_second()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        var due = await SetAsync(Subject, TimeSpan.FromSeconds(10.4));

        await PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([due.ToUnixTimeMilliseconds()], await FiredAsync());
        Assert.All(_sleeps, sleep => Assert.InRange(sleep, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_timer_outlives_a_restart_and_one_that_came_due_meanwhile_fires_at_once()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Subject, TimeSpan.FromSeconds(5));
        await RestartAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var restarted = _time.GetUtcNow();

        await PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal([restarted.ToUnixTimeMilliseconds()], await FiredAsync());
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(-400 * 86_400)]
    public async Task L01_a_clock_that_was_set_back_fires_nothing_early_and_when_it_is_put_right_everything_once(int seconds)
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        var due = await SetAsync(Subject, TimeSpan.FromSeconds(10));
        _time.SetUtcNow(_time.GetUtcNow().AddSeconds(seconds));
        await PassAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(await FiredAsync());

        _time.SetUtcNow(_time.GetUtcNow().AddSeconds(-seconds));
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal([due.AddSeconds(20).ToUnixTimeMilliseconds()], await FiredAsync());
    }

    [Fact]
    public async Task L01_a_clock_that_was_set_forward_fires_at_once_what_it_skipped_and_again_nothing_of_it()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Subject, TimeSpan.FromHours(10));
        await SetAsync(Other, TimeSpan.FromHours(30));
        _time.SetUtcNow(_time.GetUtcNow().AddDays(1));
        var jumped = _time.GetUtcNow();
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal([jumped.ToUnixTimeMilliseconds()], await FiredAsync());

        _time.SetUtcNow(_time.GetUtcNow().AddDays(-1));
        await PassAsync(TimeSpan.FromHours(11));
        Assert.Single(await FiredAsync());
    }

    [Fact]
    public async Task A_moved_timer_fires_at_its_new_time_only()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Subject, TimeSpan.FromSeconds(3));
        var due = _time.GetUtcNow() + TimeSpan.FromSeconds(8);
        Assert.True(await Store.WriteAsync((tx, ct) => TimerQueue.MoveAsync(tx, _handler.Kind, Subject, due, ct), Ct));

        await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal([due.ToUnixTimeMilliseconds()], await FiredAsync());
        Assert.False(await Store.WriteAsync((tx, ct) => TimerQueue.MoveAsync(tx, _handler.Kind, Subject, due, ct), Ct));
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_fire()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Subject, TimeSpan.FromSeconds(3));
        Assert.True(await Store.WriteAsync((tx, ct) => TimerQueue.CancelAsync(tx, _handler.Kind, Subject, ct), Ct));
        Assert.False(await Store.WriteAsync((tx, ct) => TimerQueue.CancelAsync(tx, _handler.Kind, Subject, ct), Ct));

        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(await FiredAsync());
    }

    [Fact]
    public async Task A_handler_may_set_its_timer_anew()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        _handler.Before = (tx, id, ct) => TimerQueue.SetAsync(tx, _handler.Kind, id, tx.Time.GetUtcNow() + TimeSpan.FromSeconds(4), ct);
        await SetAsync(Subject, TimeSpan.FromSeconds(4));

        await PassAsync(TimeSpan.FromSeconds(13));

        Assert.Equal(3, (await FiredAsync()).Count);
    }

    [Fact]
    public async Task A_timer_that_throws_waits_longer_each_time_and_holds_no_other_up()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        var trials = new List<DateTimeOffset>();
        _handler.Before = (_, id, _) =>
        {
            if (id != Subject) return Task.CompletedTask;
            trials.Add(_time.GetUtcNow());
            throw new FormatException("'the customer's words'");
        };
        var began = _time.GetUtcNow();
        await SetAsync(Subject, TimeSpan.Zero);
        var due = await SetAsync(Other, TimeSpan.FromSeconds(2));

        await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal([0, 1, 3, 7, 15], trials.Select(trial => (int)(trial - began).TotalSeconds));
        Assert.Equal([due.ToUnixTimeMilliseconds()], await FiredAsync());
        var error = Assert.Single(await ListAsync<string>("SELECT error FROM timers"));
        Assert.StartsWith("FormatException in Hub.Tests.Timers.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_failed_five_times_raises_an_alarm_which_its_success_clears()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        _handler.Before = (_, _, _) => throw new FormatException();
        await SetAsync(Subject, TimeSpan.Zero);

        await PassAsync(TimeSpan.FromSeconds(8));
        Assert.Empty(await StandingAsync());
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(AlarmKinds.TimerFailing, Assert.Single(await StandingAsync()).Kind);
        _handler.Before = (_, _, _) => Task.CompletedTask;
        await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Single(await FiredAsync());
        Assert.Empty(await StandingAsync());
    }

    [Fact]
    public async Task A_timer_of_an_unknown_kind_waits_for_a_program_that_knows_it()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await Store.WriteAsync((tx, ct) => TimerQueue.SetAsync(tx, "unheard-of", Subject, _time.GetUtcNow(), ct), Ct);

        await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM timers WHERE attempts = 5"));
        Assert.Equal(AlarmKinds.TimerFailing, Assert.Single(await StandingAsync()).Kind);
    }

    /// <summary>Lets the service work for this long, the clock moving exactly as far as the service sleeps.</summary>
    private async Task PassAsync(TimeSpan duration)
    {
        await ExpireAsync("timers");
        var lease = await TakeAsync("timers");
        var service = new TimerService([_handler], Store, NewNode(), Alarms, NullLogger<TimerService>.Instance);
        var end = _time.GetUtcNow() + duration;
        while (_time.GetUtcNow() < end)
        {
            var sleep = await service.FireDueAsync(lease, Ct);
            _sleeps.Add(sleep);
            _time.Advance(sleep);
        }
    }

    private async Task<DateTimeOffset> SetAsync(Guid subject, TimeSpan from)
    {
        var due = _time.GetUtcNow() + from;
        await Store.WriteAsync((tx, ct) => TimerQueue.SetAsync(tx, _handler.Kind, subject, due, ct), Ct);
        return due;
    }

    private Task<List<long>> FiredAsync() => ListAsync<long>("SELECT fired_at FROM fired ORDER BY fired_at");

    private Task<List<Alarm>> StandingAsync() => Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct);
}
