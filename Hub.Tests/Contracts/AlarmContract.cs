using Hub.Core.Journal;

namespace Hub.Tests.Contracts;

/// <summary>What alarms promise on every engine.</summary>
public abstract class AlarmContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    [Fact]
    public async Task An_alarm_raised_again_counts_and_is_journaled_once()
    {
        await Alarms.RaiseAsync("disk.full", "data", "first", Ct);
        await Alarms.RaiseAsync("disk.full", "data", "second", Ct);
        await Store.WriteAsync((tx, ct) => Alarms.RaiseAsync(tx, "disk.full", "data", "third", ct), Ct);
        await Alarms.RaiseAsync("disk.full", "backup", "another", Ct);

        var standing = await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct);
        Assert.Equal(
            [("backup", 1L, "another"), ("data", 3L, "third")], standing.Select(alarm => (alarm.Subject, alarm.Times, alarm.Text)));
        Assert.Equal([JournalKinds.AlarmRaised, JournalKinds.AlarmRaised], await KindsAsync());
    }

    [Fact]
    public async Task A_cleared_alarm_stays_in_the_history_and_is_raised_anew()
    {
        await Alarms.RaiseAsync("disk.full", "data", "first", Ct);
        await Alarms.ClearAsync("disk.full", "data", Ct);
        await Alarms.ClearAsync("disk.full", "data", Ct);
        Assert.Empty(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
        await Alarms.RaiseAsync("disk.full", "data", "again", Ct);

        var all = await Alarms.ListAsync(standingOnly: false, Guid.AllBitsSet, 10, Ct);
        Assert.Equal([("again", true), ("first", false)], all.Select(alarm => (alarm.Text, alarm.ClearedAt is null)));
        Assert.Equal([JournalKinds.AlarmRaised, JournalKinds.AlarmCleared, JournalKinds.AlarmRaised], await KindsAsync());
    }

    [Fact]
    public async Task Alarms_are_listed_page_by_page()
    {
        for (var i = 0; i < 5; i++) await Alarms.RaiseAsync("disk.full", $"disk {i}", "text", Ct);

        var first = await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 3, Ct);
        var second = await Alarms.ListAsync(standingOnly: true, first[^1].Id, 3, Ct);

        Assert.Equal((3, 2), (first.Count, second.Count));
        Assert.Equal(5, first.Concat(second).Select(alarm => alarm.Subject).Distinct().Count());
    }

    [Fact]
    public async Task An_alarm_is_gone_with_the_transaction_that_raised_it()
    {
        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            async (tx, ct) =>
            {
                await Alarms.RaiseAsync(tx, "disk.full", "data", "text", ct);
                throw new FormatException();
            },
            Ct));

        Assert.Empty(await Alarms.ListAsync(standingOnly: false, Guid.AllBitsSet, 10, Ct));
        Assert.Empty(await KindsAsync());
    }

    private Task<List<string>> KindsAsync() => ListAsync<string>("SELECT kind FROM journal ORDER BY seq");
}
