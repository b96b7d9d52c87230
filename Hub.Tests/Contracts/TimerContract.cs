using Hub.Core.Storage;
using Hub.Core.Timers;
using Hub.Tests.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>What timers promise on every engine, with the database's own clock.</summary>
public abstract class TimerContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private readonly RecordingHandler _handler = new();

    [Fact]
    public async Task A_running_service_fires_a_timer_within_a_second_and_is_woken_by_an_earlier_one()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        using var service = NewService();
        await service.StartAsync(Ct);
        await SetAsync(Guid.AllBitsSet, TimeSpan.FromHours(1));
        var due = await SetAsync(Ids(1), TimeSpan.FromMilliseconds(300));
        await Eventually.HoldsAsync(async _ => await FiredAsync() == 1, "the timer fires", Patience, Ct);
        await service.StopAsync(Ct);

        var late = Assert.Single(await ListAsync<long>("SELECT fired_at FROM fired")) - due.ToUnixTimeMilliseconds();
        Assert.InRange(late, 0, 1000);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM timers"));
    }

    [Fact]
    public async Task Many_timers_that_are_due_at_once_all_fire_once()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        for (var i = 1; i <= 500; i++) await SetAsync(Ids(i), TimeSpan.FromSeconds(-1));
        var lease = await TakeAsync("timers");

        while (await NewService().FireDueAsync(lease, Ct) == TimeSpan.Zero)
        {
        }

        Assert.Equal(500, await FiredAsync());
        Assert.Equal(500, await CountAsync("SELECT COUNT(DISTINCT subject_id) FROM fired"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM timers"));
    }

    [Fact]
    public async Task A_timer_that_is_moved_just_before_it_fires_does_not_fire()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Ids(1), TimeSpan.FromSeconds(-1));
        await SetAsync(Ids(2), TimeSpan.FromSeconds(-1));
        // both were found due; whichever comes first moves the other
        _handler.Before = async (tx, id, ct) =>
            await TimerQueue.MoveAsync(tx, _handler.Kind, id == Ids(1) ? Ids(2) : Ids(1), Time.GetUtcNow() + TimeSpan.FromHours(1), ct);

        await NewService().FireDueAsync(await TakeAsync("timers"), Ct);

        Assert.Equal(1, await FiredAsync());
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM timers"));
    }

    [Fact]
    public async Task A_node_whose_lease_was_taken_over_fires_nothing()
    {
        await RecordingHandler.CreateTableAsync(Store, Ct);
        await SetAsync(Ids(1), TimeSpan.FromSeconds(-1));
        var lost = await TakeAsync("timers");
        await ExpireAsync("timers");
        var held = await TakeAsync("timers");

        await Assert.ThrowsAsync<LeaseLostException>(() => NewService().FireDueAsync(lost, Ct));
        Assert.Equal(0, await FiredAsync());
        await NewService().FireDueAsync(held, Ct);
        Assert.Equal(1, await FiredAsync());
    }

    [Fact]
    public async Task A_timer_after_a_while_is_due_by_the_clock_that_fires_it()
    {
        await SetAsync(Ids(1), TimeSpan.FromDays(1));
        await Store.WriteAsync((tx, ct) => TimerQueue.SetAfterAsync(tx, _handler.Kind, Ids(1), TimeSpan.FromMinutes(5), ct), Ct);
        Assert.InRange(Assert.Single(await ListAsync<long>("SELECT due_at - {now} FROM timers")), 240_000, 300_000);
    }

    private static Guid Ids(int number) => new(number, 0, 0, new byte[8]);

    private TimerService NewService() => new([_handler], Store, NewNode(), Alarms, NullLogger<TimerService>.Instance);

    private async Task<DateTimeOffset> SetAsync(Guid subject, TimeSpan from)
    {
        var due = Time.GetUtcNow() + from;
        await Store.WriteAsync((tx, ct) => TimerQueue.SetAsync(tx, _handler.Kind, subject, due, ct), Ct);
        return due;
    }

    private Task<long> FiredAsync() => CountAsync("SELECT COUNT(*) FROM fired");
}
