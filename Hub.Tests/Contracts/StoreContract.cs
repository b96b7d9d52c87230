using Hub.Core;
using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>What every engine promises about units of work and reading.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private StoreRig? _rig;
    private Store? _store;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected StoreRig Rig => _rig!;

    protected Store Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _rig = await StartAsync();
        _store = await _rig.OpenAsync(Ct);
        await Probe.CreateTableAsync(Store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        if (_rig is not null) await _rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_unit_answers_after_its_work_can_be_read()
    {
        var answer = await Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                return 42;
            },
            Ct);

        Assert.Equal(42, answer);
        Assert.Equal(["a"], await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task A_unit_that_throws_leaves_nothing_and_its_caller_gets_its_exception()
    {
        var thrown = await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                tx.Append(Probe.Entry(tx, "a"));
                throw new FormatException("mine");
            },
            Ct));

        Assert.Equal("mine", thrown.Message);
        Assert.Empty(await Probe.NamesAsync(Store, Ct));
        Assert.Empty(await Probe.EntriesAsync(Store, 0, Ct));
    }

    [Fact]
    public async Task A_unit_that_breaks_a_constraint_is_alone_with_it()
    {
        await Probe.AddAsync(Store, "7", Ct);

        var writes = Enumerable.Range(0, 20).Select(i => Probe.AddAsync(Store, $"{i}", Ct)).ToArray();
        await Task.WhenAny(Task.WhenAll(writes));

        Assert.IsType<ConstraintException>(Assert.Single(writes, write => write.IsFaulted).Exception!.InnerException);
        Assert.Equal(20, (await Probe.NamesAsync(Store, Ct)).Count);
    }

    [Theory]
    [InlineData("INSERT INTO queue_members (queue_id, agent_id) VALUES (@id, @id)", "reference")]
    [InlineData("INSERT INTO agents (id, user_name, name, role, password_hash, presence, presence_at, idle_since, created_at) " +
        "VALUES (@id, 'a', 'a', 'agent', '', 'asleep', 0, 0, 0)", "check")]
    [InlineData("INSERT INTO settings (name, value) VALUES ('a', NULL)", "not null")]
    public async Task Every_kind_of_constraint_is_reported_as_one(string sql, string kind)
    {
        var error = await Assert.ThrowsAsync<ConstraintException>(() =>
            Store.WriteAsync((tx, ct) => tx.ExecuteAsync(sql, new { id = Ids.New(tx.Time) }, ct), Ct));

        Assert.True(error.Message.Length > 0, kind);
    }

    [Fact]
    public async Task A_unit_whose_failure_somebody_swallowed_is_not_taken_for_committed()
    {
        await Probe.AddAsync(Store, "a", Ct);

        var write = Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "b", ct);
                try
                {
                    await Probe.AddAsync(tx, "a", ct);
                }
                catch (System.Data.Common.DbException)
                {
                    // what no unit may do
                }
            },
            Ct);
        await Task.WhenAny(write);

        // an engine may keep the rest of such a unit or refuse all of it, but it says which
        Assert.Equal(write.IsCompletedSuccessfully, (await Probe.NamesAsync(Store, Ct)).Contains("b"));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_six_concurrent_units_all_take_effect_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 256).Select(i => Probe.AddAsync(Store, $"{i:000}", Ct)));

        Assert.Equal(Enumerable.Range(0, 256).Select(i => $"{i:000}"), await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task No_journal_entry_ever_appears_behind_a_readers_cursor()
    {
        const int Writers = 16;
        const int Each = 25;
        using var done = new CancellationTokenSource();
        var reading = ReadToTheEndAsync(done.Token);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteEntriesAsync(writer, Each)));
        await done.CancelAsync();
        var seen = await reading;

        var all = await Probe.EntriesAsync(Store, 0, Ct);
        Assert.Equal(Writers * Each * 2, all.Count);
        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task A_units_journal_entries_stand_together_and_in_its_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteEntriesAsync(writer, 10)));

        foreach (var pair in (await Probe.EntriesAsync(Store, 0, Ct)).Chunk(2))
        {
            Assert.EndsWith("first", pair[0].Subject, StringComparison.Ordinal);
            Assert.Equal(pair[0].Subject.Replace("first", "second", StringComparison.Ordinal), pair[1].Subject);
        }
    }

    [Fact]
    public async Task News_is_announced_after_the_commit_and_not_before()
    {
        var next = Store.Signals[Topic.Deliveries].Next;
        var seen = next.ContinueWith(_ => Probe.NamesAsync(Store, Ct), Ct, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

        await Store.WriteAsync(
            async (tx, ct) =>
            {
                tx.Announce(Topic.Deliveries);
                await Probe.AddAsync(tx, "a", ct);
                Assert.False(next.IsCompleted);
            },
            Ct);

        Assert.Equal(["a"], await seen.WaitAsync(Patience, TimeProvider.System, Ct));
    }

    [Fact]
    public async Task A_unit_that_fails_announces_nothing()
    {
        var next = Store.Signals[Topic.Timers].Next;

        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            (tx, _) =>
            {
                tx.Announce(Topic.Timers);
                throw new FormatException();
            },
            Ct));
        await Probe.AddAsync(Store, "a", Ct);

        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_journal_entry_announces_itself()
    {
        var next = Store.Signals[Topic.Journal].Next;

        await WriteEntriesAsync(1, 1);

        await next.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Pieces_of_long_jobs_let_others_pass()
    {
        var pieces = Enumerable.Range(0, 100).Select(i => Store.WriteInBackgroundAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, $"piece {i}", ct);
                tx.Append(Probe.Entry(tx, "piece"));
                return i;
            },
            Ct)).ToArray();
        await WriteEntriesAsync(1, 1);
        await Task.WhenAll(pieces);

        var order = (await Probe.EntriesAsync(Store, 0, Ct)).Select(entry => entry.Subject).ToList();
        Assert.InRange(order.FindIndex(subject => subject != "piece"), 0, 50);
    }

    [Fact]
    public async Task Reading_does_not_see_what_is_not_committed()
    {
        var seen = await Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                return await Probe.NamesAsync(Store, ct);
            },
            Ct);

        Assert.Empty(seen);
    }

    [Fact]
    public async Task Reading_cannot_write() =>
        await Assert.ThrowsAnyAsync<StoreException>(() => Store.ReadAsync(
            (session, ct) => session.Statement(Probe.Insert).Bind("a").Bind("b").ExecuteAsync(ct), Ct));

    [Fact]
    public async Task Parameters_are_found_by_their_number_wherever_they_stand_and_however_often()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("INSERT INTO probe (note, number, name) VALUES ($3, $2, $1)").Bind("a").Bind(7).Bind("n").ExecuteAsync(ct), Ct);
        var found = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT number + $2, note FROM probe WHERE number <= $2 AND name = $1").Bind("a").Bind(10)
                .FirstAsync(row => (row.Long(0), row.Text(1)), ct),
            Ct);
        Assert.Equal((17, "n"), found);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Values_come_back_as_they_went_in_by_both_ways(string name, Guid? id, long? number, bool? flag, byte[]? data, string? note)
    {
        await Store.WriteAsync(
            (tx, ct) => tx.ExecuteAsync(
                "INSERT INTO probe (name, id, number, flag, data, note) VALUES (@name, @id, @number, @flag, @data, @note)",
                new { name, id, number, flag, data, note },
                ct),
            Ct);
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("UPDATE probe SET id = $1, number = $2, data = $3, note = $4 WHERE name = $5")
                .Bind(id).Bind(number).Bind(data).Bind(note).Bind(name).ExecuteAsync(ct),
            Ct);

        var mapped = await Store.ReadAsync((session, ct) => session.FirstAsync<Probe>("SELECT * FROM probe", null, ct), Ct);
        var read = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name, id, number, data, note FROM probe").FirstAsync(
                row => (Name: row.Text(0), Id: row.IdOrNull(1), Number: row.LongOrNull(2), Data: row.BytesOrNull(3), Note: row.TextOrNull(4)), ct),
            Ct);

        Assert.Equal((name, id, number, flag, note), (mapped!.Name, mapped.Id, mapped.Number, mapped.Flag, mapped.Note));
        Assert.Equal(data, mapped.Data);
        Assert.Equal((name, id, number, note), (read.Name, read.Id, read.Number, read.Note));
        Assert.Equal(data, read.Data);
    }

    [Fact]
    public async Task Truth_values_are_bound_compared_and_read()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.Statement("INSERT INTO probe (name, flag) VALUES ('yes', $1), ('no', $2), ('literal', TRUE)")
                .Bind(true).Bind(false).ExecuteAsync(ct),
            Ct);

        var flags = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name, flag FROM probe WHERE flag OR NOT flag ORDER BY name")
                .ListAsync(row => (row.Text(0), row.Bool(1)), ct),
            Ct);

        Assert.Equal([("literal", true), ("no", false), ("yes", true)], flags);
    }

    [Fact]
    public async Task Ids_sort_by_their_time_of_birth()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Guid[] ids = [.. Enumerable.Range(0, 20).Select(i => Guid.Parse(Ids.Text(Ids.New(new Time.ManualTime(start.AddDays(i * 37))))))];
        foreach (var id in ids.Reverse())
            await Store.WriteAsync(
                (tx, ct) => tx.Statement("INSERT INTO probe (name, id) VALUES ($1, $2)").Bind(Ids.Text(id)).Bind(id).ExecuteAsync(ct), Ct);

        Assert.Equal(ids, await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT id FROM probe ORDER BY id").ListAsync(row => row.Id(0), ct), Ct));
    }

    [Fact]
    public async Task A_null_may_stand_where_the_engine_cannot_tell_its_type()
    {
        Guid? nobody = null;
        await Probe.AddAsync(Store, "a", Ct);

        var mapped = await Store.ReadAsync(
            (session, ct) => session.FirstAsync<string>("SELECT name FROM probe WHERE @nobody IS NULL", new { nobody }, ct), Ct);
        var read = await Store.ReadAsync(
            (session, ct) => session.Statement("SELECT name FROM probe WHERE $1 IS NULL").Bind(nobody).FirstAsync(row => row.Text(0), ct), Ct);

        Assert.Equal(("a", "a"), (mapped, read));
    }

    [Fact]
    public async Task A_statement_that_was_left_half_bound_is_bound_anew()
    {
        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            (tx, _) =>
            {
                tx.Statement(Probe.Insert).Bind("wrong");
                throw new FormatException();
            },
            Ct));

        await Store.WriteAsync((tx, ct) => tx.Statement(Probe.Insert).Bind("a").Bind("note").ExecuteAsync(ct), Ct);

        Assert.Equal(["a"], await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task A_unit_that_is_cancelled_inside_leaves_nothing()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                await giveUp.CancelAsync();
                ct.ThrowIfCancellationRequested();
            },
            giveUp.Token));

        Assert.Empty(await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task Closing_under_load_completes_or_refuses_every_unit_and_loses_none()
    {
        var writes = Enumerable.Range(0, 300).Select(i => (Name: $"{i:000}", Task: (Task)Probe.AddAsync(Store, $"{i:000}", Ct))).ToList();
        writes.AddRange(Enumerable.Range(300, 20).Select(i => (Name: $"{i:000}", Task: (Task)AddInBackgroundAsync($"{i:000}"))));
        await Store.DisposeAsync();
        await Task.WhenAny(Task.WhenAll(writes.Select(write => write.Task))).WaitAsync(Patience, TimeProvider.System, Ct);

        Assert.All(writes, write => Assert.True(write.Task.IsCompleted, write.Name));
        Assert.All(writes.Where(write => write.Task.IsFaulted), write =>
            Assert.IsType<StoreUnavailableException>(write.Task.Exception!.InnerException));
        await using var reopened = await Rig.OpenAsync(Ct);
        Assert.Equal(writes.Where(write => write.Task.IsCompletedSuccessfully).Select(write => write.Name), await Probe.NamesAsync(reopened, Ct));
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.AddAsync(Store, "a", Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task A_store_that_closes_and_opens_again_has_everything()
    {
        await Probe.AddAsync(Store, "a", Ct);
        await Store.DisposeAsync();

        await using var reopened = await Rig.OpenAsync(Ct);

        Assert.Equal(["a"], await Probe.NamesAsync(reopened, Ct));
    }

    [Fact]
    public async Task K07_a_database_newer_than_the_program_is_refused()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (9999, 'of tomorrow')", null, ct), Ct);
        await Store.DisposeAsync();

        await using var older = Rig.NewStore();
        var error = await Assert.ThrowsAsync<StoreException>(() => older.OpenAsync(Ct));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
        Assert.Contains("older than the data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K07_a_schema_that_was_applied_half_way_is_completed()
    {
        await Store.WriteAsync(
            async (tx, ct) =>
            {
                foreach (var table in SchemaFiles.TablesOfTheLast(Store.Dialect).Reverse()) await tx.ExecuteAsync($"DROP TABLE {table}", null, ct);
                await tx.ExecuteAsync("DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)", null, ct);
            },
            Ct);
        await Store.DisposeAsync();

        await using var reopened = await Rig.OpenAsync(Ct);

        foreach (var table in SchemaFiles.TablesOfTheLast(Store.Dialect))
            Assert.Equal(0, await reopened.ReadAsync((session, ct) => session.FirstAsync<long>($"SELECT COUNT(*) FROM {table}", null, ct), Ct));
    }

    public static TheoryData<string, Guid?, long?, bool?, byte[]?, string?> Values() => new()
    {
        { "nothing", null, null, null, null, null },
        { "least", Guid.Empty, long.MinValue, false, [], "" },
        { "most", Guid.AllBitsSet, long.MaxValue, true, [0, 255, 0, 39, 92], "投诉 naïve 'quoted' \\ \"x\" 😀\r\n\t\u0001" },
        { "large", new Guid("01234567-89ab-cdef-0123-456789abcdef"), 0, true, new byte[1_000_000], new string('ß', 100_000) },
    };

    protected abstract Task<StoreRig> StartAsync();

    private Task<int> AddInBackgroundAsync(string name) => Store.WriteInBackgroundAsync((tx, ct) => Probe.AddAsync(tx, name, ct), Ct);

    private async Task WriteEntriesAsync(int writer, int units)
    {
        for (var i = 0; i < units; i++)
            await Store.WriteAsync(
                async (tx, ct) =>
                {
                    tx.Append(Probe.Entry(tx, $"{writer}.{i} first"));
                    await Probe.AddAsync(tx, $"{writer}.{i}", ct);
                    tx.Append(Probe.Entry(tx, $"{writer}.{i} second"));
                },
                Ct);
    }

    /// <summary>Reads as a journal reader does, from its cursor on, until a look that began after the end finds nothing more.</summary>
    private async Task<List<(long Seq, string Subject)>> ReadToTheEndAsync(CancellationToken done)
    {
        var seen = new List<(long Seq, string Subject)>();
        while (true)
        {
            var wasDone = done.IsCancellationRequested;
            var more = await Probe.EntriesAsync(Store, seen.Count == 0 ? 0 : seen[^1].Seq, Ct);
            seen.AddRange(more);
            if (wasDone && more.Count == 0) return seen;
            await Task.Yield();
        }
    }
}
