namespace Hub.Tests.Time;

public sealed class ManualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Start);
    private readonly List<string> _fired = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Advancing_moves_the_wall_clock_and_the_monotonic_clock()
    {
        var before = _time.GetTimestamp();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Start.AddMinutes(5), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetElapsedTime(before));
    }

    [Fact]
    public void Setting_the_wall_clock_moves_neither_the_monotonic_clock_nor_timers()
    {
        using var timer = Timer("a", TimeSpan.FromHours(1));
        var before = _time.GetTimestamp();

        _time.SetUtcNow(Start.AddDays(1));

        Assert.Equal(Start.AddDays(1), _time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _time.GetElapsedTime(before));
        Assert.Empty(_fired);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_that_time()
    {
        using var late = Timer("late", TimeSpan.FromSeconds(20));
        using var early = Timer("early", TimeSpan.FromSeconds(10));
        using var never = Timer("never", TimeSpan.FromSeconds(31));

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["early at 10", "late at 20"], _fired);
        Assert.Equal(Start.AddSeconds(30), _time.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_every_period_passed()
    {
        using var timer = Timer("tick", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["tick at 1", "tick at 3", "tick at 5"], _fired);
    }

    [Fact]
    public void A_timer_changed_or_disposed_does_not_fire_at_its_old_time()
    {
        using var changed = Timer("changed", TimeSpan.FromSeconds(1));
        var disposed = Timer("disposed", TimeSpan.FromSeconds(1));
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        disposed.Dispose();

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["changed at 5"], _fired);
        Assert.False(disposed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_timer_due_at_once_fires_without_an_advance()
    {
        var fired = new TaskCompletionSource();
        using var timer = _time.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_been_advanced()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time, Ct);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Waiting_for_a_timer_ends_when_another_task_starts_to_wait()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sleeper = Task.Run(
            async () =>
            {
                await release.Task;
                await Task.Delay(TimeSpan.FromHours(1), _time, Ct);
            },
            Ct);
        var wait = _time.WaitForTimerAsync(Ct);
        Assert.False(wait.IsCompleted);

        release.SetResult();
        await wait;
        _time.Advance(TimeSpan.FromHours(1));

        await sleeper.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Waiting_for_a_timer_within_a_span_passes_over_later_ones()
    {
        using var late = Timer("late", TimeSpan.FromHours(24));
        var wait = _time.WaitForTimerAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.False(wait.IsCompleted);

        using var soon = Timer("soon", TimeSpan.FromSeconds(5));

        await wait;
    }

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) => _time.CreateTimer(
        _ => _fired.Add($"{name} at {(_time.GetUtcNow() - Start).TotalSeconds}"), null, due, period ?? Timeout.InfiniteTimeSpan);
}
