using Hub.Core.Alarms;
using Hub.Core.Housekeeping;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Tests.Housekeeping;
using Hub.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>What housekeeping deletes, and what it leaves, on every engine.</summary>
public abstract class HousekeepingContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private const int KeepDays = 30;

    private const string IdempotencyKey =
        """
        INSERT INTO idempotency_keys (caller, route, key, body_hash, status, answer, created_at)
        VALUES ('caller', 'route', @name, '', 200, '', @at)
        """;

    private const string LoginFailure = "INSERT INTO login_failures (subject, failures, last_at) VALUES (@subject, 1, @at)";

    private const string Session =
        "INSERT INTO sessions (token_hash, agent_id, created_at, used_at, expires_at) VALUES (@hash, @Agent, @at, @at, @expires)";

    private static readonly Guid Agent = Guid.AllBitsSet;

    private DateTimeOffset Old => Time.GetUtcNow() - TimeSpan.FromDays(KeepDays + 1);

    [Fact]
    public async Task Expired_rows_go_and_the_others_stay()
    {
        await AddAgentAsync();
        for (var i = 0; i < 450; i++) await AddRowsAsync($"old {i}", TimeSpan.FromHours(25));
        await AddRowsAsync("fresh", TimeSpan.FromHours(23));

        await RunAsync(ExpiredRows.IdempotencyKeys(Store), ExpiredRows.Sessions(Store));

        Assert.Equal(["fresh"], await ListAsync<string>("SELECT key FROM idempotency_keys"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM sessions"));
    }

    [Fact]
    public async Task Failed_sign_ins_go_when_they_no_longer_count_and_known_addresses_later()
    {
        await AddLoginFailureAsync("pair:fresh", LoginThrottle.Memory / 2);
        await AddLoginFailureAsync("pair:old", LoginThrottle.Memory * 1.5);
        await AddLoginFailureAsync("known:fresh", LoginThrottle.Memory * 1.5);
        await AddLoginFailureAsync("known:old", LoginThrottle.KnownFor * 1.5);

        await RunAsync(ExpiredRows.LoginFailures(Store), ExpiredRows.KnownAddresses(Store));

        Assert.Equal(["known:fresh", "pair:fresh"], await ListAsync<string>("SELECT subject FROM login_failures ORDER BY subject"));
    }

    [Fact]
    public async Task Old_journal_entries_go_in_pieces_and_what_is_left_is_known()
    {
        await AppendAsync(450, Old);
        await AppendAsync(3);

        await RunAsync(Retention());

        Assert.Equal(3, await CountAsync("SELECT COUNT(*) FROM journal"));
        var range = await RangeAsync();
        Assert.Equal(new JournalRange(451, 453), range);
        Assert.True(range.Continues(after: 450));
        Assert.False(range.Continues(after: 449));
    }

    [Fact]
    public async Task The_newest_entry_is_kept_however_old()
    {
        await AppendAsync(5, Old);

        await RunAsync(Retention());

        Assert.Equal([5], await ListAsync<long>("SELECT seq FROM journal"));
        await AppendAsync(1);
        Assert.Equal(new JournalRange(5, 6), await RangeAsync());
    }

    [Fact]
    public async Task Entries_that_a_reader_has_not_seen_are_kept()
    {
        await AppendAsync(10, Old);
        await RunAsync(Retention(new RecordingReader()));
        Assert.Equal(10, await CountAsync("SELECT COUNT(*) FROM journal"));

        await ExecuteAsync("INSERT INTO journal_cursors (name, position) VALUES ('recorder', 4), ('taken-out', 0)", null);
        await RunAsync(Retention(new RecordingReader()));

        Assert.Equal([5, 6, 7, 8, 9, 10], await ListAsync<long>("SELECT seq FROM journal ORDER BY seq"));
    }

    [Fact]
    public async Task Nothing_goes_from_behind_an_entry_that_stays()
    {
        await AppendAsync(2, Old);
        await AppendAsync(1);
        await AppendAsync(2, Old);
        await AppendAsync(1);

        await RunAsync(Retention());

        Assert.Equal([3, 4, 5, 6], await ListAsync<long>("SELECT seq FROM journal ORDER BY seq"));
    }

    [Fact]
    public async Task A_task_that_fails_raises_an_alarm_and_the_others_run()
    {
        var task = new ScriptedTask { Fails = true };
        await AppendAsync(2, Old);

        await RunAsync(task, Retention());
        var alarm = Assert.Single(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
        Assert.Equal((AlarmKinds.HousekeepingFailing, "scripted"), (alarm.Kind, alarm.Subject));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM journal WHERE seq = 1"));
        task.Fails = false;
        await RunAsync(task);

        Assert.Empty(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
    }

    [Fact]
    public async Task A_node_whose_lease_was_taken_over_deletes_nothing()
    {
        await AppendAsync(5, Old);
        var lost = await TakeAsync("housekeeping");
        await ExpireAsync("housekeeping");
        await TakeAsync("housekeeping");

        await Assert.ThrowsAsync<LeaseLostException>(() => NewService(Retention()).RunOnceAsync(lost, Ct));
        Assert.Equal(5, await CountAsync("SELECT COUNT(*) FROM journal"));
    }

    private JournalRetention Retention(params IJournalReader[] readers) => new(Store, readers, new KeptDays(KeepDays));

    private async Task RunAsync(params IHousekeepingTask[] tasks)
    {
        await ExpireAsync("housekeeping");
        await NewService(tasks).RunOnceAsync(await TakeAsync("housekeeping"), Ct);
    }

    private HousekeepingService NewService(params IHousekeepingTask[] tasks) =>
        new(tasks, Store, NewNode(), Alarms, NullLogger<HousekeepingService>.Instance);

    private Task<JournalRange> RangeAsync() => Store.ReadAsync(JournalLog.RangeAsync, Ct);

    private Task AddAgentAsync() => ExecuteAsync(
        """
        INSERT INTO agents (id, user_name, name, role, password_hash, presence_at, idle_since, created_at)
        VALUES (@Agent, 'ann', 'Ann', 'agent', '', 0, 0, 0)
        """,
        new { Agent });

    private Task AddLoginFailureAsync(string subject, TimeSpan age) =>
        ExecuteAsync(LoginFailure, new { subject, at = (Time.GetUtcNow() - age).ToUnixTimeMilliseconds() });

    /// <summary>A key and a session of this age; a session lives a day.</summary>
    private async Task AddRowsAsync(string name, TimeSpan age)
    {
        var at = (Time.GetUtcNow() - age).ToUnixTimeMilliseconds();
        var expires = (Time.GetUtcNow() - age + TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        var hash = System.Text.Encoding.UTF8.GetBytes(name);
        var args = new { name, at, expires, hash, Agent };
        await Store.WriteAsync(
            async (tx, ct) =>
            {
                await tx.ExecuteAsync(IdempotencyKey, args, ct);
                await tx.ExecuteAsync(Session, args, ct);
            },
            Ct);
    }
}
