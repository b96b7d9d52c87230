using Hub.Core.Alarms;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Tests.Journal;
using Hub.Tests.Trials;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>What the journal's readers promise on every engine.</summary>
public abstract class JournalContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private const string LeaseName = "reader:recorder";
    private readonly RecordingReader _reader = new();

    private ParkedEntries Parked => new(Store, [_reader], Alarms, NullLogger<ParkedEntries>.Instance);

    [Fact]
    public async Task Each_entry_takes_effect_exactly_once_however_often_its_reader_is_ended()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        var random = TrialSeed.NewRandom();
        var rounds = TrialSize.Pick(small: 15, full: 150);
        for (var round = 0; round < rounds; round++)
        {
            await AppendAsync(20);
            var untilTheEnd = random.Next(1, 60);
            await EndAfterAsync(untilTheEnd);
            if (round % 5 == 4) await RestartAsync();
        }

        _reader.Before = _ => { };
        await ReadToTheEndAsync();

        Assert.Equal(await ListAsync<long>("SELECT seq FROM journal ORDER BY seq"), await EffectsAsync());
        Assert.Empty(await Parked.ListAsync(0, "", 200, Ct));
    }

    [Fact]
    public async Task An_entry_that_keeps_failing_is_parked_and_the_reader_goes_on()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(5);
        var trials = 0;
        _reader.Before = entry =>
        {
            if (entry.Seq != 3) return;
            trials++;
            throw new FormatException("'the customer's words'");
        };

        await ReadToTheEndAsync();

        Assert.Equal([1, 2, 4, 5], (await EffectsAsync()).Where(seq => seq <= 5));
        var parked = Assert.Single(await Parked.ListAsync(0, "", 200, Ct));
        Assert.Equal((3, "test.happened", "recorder"), (parked.Entry.Seq, parked.Entry.Kind, parked.Reader));
        Assert.StartsWith("FormatException in Hub.Tests.", parked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("words", parked.Error, StringComparison.Ordinal);
        Assert.Equal(5, trials);
        var alarm = Assert.Single(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
        Assert.Equal((AlarmKinds.EntryParked, "recorder", 1), (alarm.Kind, alarm.Subject, alarm.Times));
    }

    [Fact]
    public async Task What_a_reader_remembers_lasts_as_long_as_its_transactions_commit()
    {
        await AppendAsync(6);
        var failed = 0;
        var lives = new List<List<long>>();
        var reader = new RememberingReader(lives, seq => seq == 4 && failed++ == 0);
        var run = new ReaderRun(reader, await TakeAsync(LeaseName), Store, Alarms, NullLogger.Instance);
        await run.BeginAsync(Ct);
        var entries = await EntriesAsync(after: 0);

        // the first batch of a run one by one, the second together until it fails
        await run.ApplyAsync(entries.GetRange(0, 2), Ct);
        await run.ApplyAsync(entries.GetRange(2, 4), Ct);

        Assert.Equal(new List<long>[] { [], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6] }, lives);
    }

    [Fact]
    public async Task An_entry_that_is_retried_by_hand_meets_a_reader_that_remembers_nothing()
    {
        await ParkAsync();
        var lives = new List<List<long>>();
        var parked = new ParkedEntries(Store, [new RememberingReader(lives, _ => false)], Alarms, NullLogger<ParkedEntries>.Instance);
        Assert.Equal(ParkedResult.Applied, await parked.RetryAsync("recorder", 1, Ct));
        Assert.Equal(new List<long>[] { [], [1] }, lives);
    }

    [Fact]
    public async Task A_reader_that_fails_on_a_batch_applies_its_other_entries()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        var lease = await TakeAsync(LeaseName);
        var run = await BeginAsync(lease);
        await AppendAsync(3);
        await run.ApplyAsync(await EntriesAsync(after: 0), Ct);
        await AppendAsync(4);
        _reader.Before = entry =>
        {
            if (entry.Seq == 5) throw new FormatException();
        };

        await run.ApplyAsync(await EntriesAsync(after: 3), Ct);

        Assert.Equal([1, 2, 3, 4, 6, 7], await EffectsAsync());
    }

    [Fact]
    public async Task A_parked_entry_is_retried_by_hand_with_success_and_its_alarm_ends()
    {
        await ParkAsync();
        _reader.Before = _ => { };

        Assert.Equal(ParkedResult.Applied, await Parked.RetryAsync("recorder", 1, Ct));

        Assert.Equal([1], await EffectsAsync());
        Assert.Empty(await Parked.ListAsync(0, "", 200, Ct));
        Assert.Empty(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
        Assert.Equal(ParkedResult.NotFound, await Parked.RetryAsync("recorder", 1, Ct));
    }

    [Fact]
    public async Task A_parked_entry_that_fails_again_stays_parked_with_its_new_error()
    {
        await ParkAsync();
        _reader.Before = _ => throw new InvalidDataException();

        Assert.Equal(ParkedResult.Failed, await Parked.RetryAsync("recorder", 1, Ct));

        var parked = Assert.Single(await Parked.ListAsync(0, "", 200, Ct));
        Assert.StartsWith("InvalidDataException", parked.Error, StringComparison.Ordinal);
        Assert.Empty(await EffectsAsync());
    }

    [Fact]
    public async Task A_parked_entry_outlives_its_journal_row_and_can_be_dropped()
    {
        await ParkAsync();
        await AppendAsync(1);
        await ExecuteAsync("DELETE FROM journal WHERE seq = 1", null);

        Assert.Equal(1, Assert.Single(await Parked.ListAsync(0, "", 200, Ct)).Entry.Seq);
        Assert.True(await Parked.DropAsync("recorder", 1, Ct));
        Assert.False(await Parked.DropAsync("recorder", 1, Ct));
        Assert.Empty(await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
    }

    [Fact]
    public async Task An_entry_that_ended_the_process_five_times_is_parked_unread()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(2);
        var lease = await TakeAsync(LeaseName);
        for (var death = 0; death < 5; death++)
        {
            await BeginAsync(lease);
            await Store.WriteAsync((tx, ct) => new ReaderCursor("recorder").CountAttemptAsync(tx, 1, ct), Ct);
            await RestartAsync();
        }

        await ExpireAsync(LeaseName);
        lease = await TakeAsync(LeaseName);
        await (await BeginAsync(lease)).ApplyAsync(await EntriesAsync(after: 0), Ct);

        Assert.Equal([2], await EffectsAsync());
        Assert.Equal(1, Assert.Single(await Parked.ListAsync(0, "", 200, Ct)).Entry.Seq);
    }

    [Fact]
    public async Task A_store_that_is_away_is_not_held_against_the_entry()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(1);
        var lease = await TakeAsync(LeaseName);
        _reader.Before = _ => throw new StoreUnavailableException("the disk is full");
        for (var outage = 0; outage < 7; outage++)
        {
            var run = await BeginAsync(lease);
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await run.ApplyAsync(await EntriesAsync(after: 0), Ct));
        }

        _reader.Before = _ => { };
        await (await BeginAsync(lease)).ApplyAsync(await EntriesAsync(after: 0), Ct);

        Assert.Equal([1], await EffectsAsync());
    }

    [Fact]
    public async Task Two_nodes_run_one_reader_once_and_the_second_goes_on_when_the_first_stops()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        var first = NewService();
        var second = NewService();
        await first.StartAsync(Ct);
        await second.StartAsync(Ct);
        await AppendAsync(50);
        await UntilEffectsAsync(50);
        await first.StopAsync(Ct);
        await AppendAsync(50);
        await UntilEffectsAsync(100);
        await second.StopAsync(Ct);

        Assert.Equal(Enumerable.Range(1, 100).Select(seq => (long)seq), await EffectsAsync());
    }

    [Fact]
    public async Task A_node_whose_lease_was_taken_over_changes_nothing_more()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(2);
        var stalled = await BeginAsync(await TakeAsync(LeaseName));
        await ExpireAsync(LeaseName);
        var successor = await BeginAsync(await TakeAsync(LeaseName));

        await Assert.ThrowsAsync<LeaseLostException>(async () => await stalled.ApplyAsync(await EntriesAsync(after: 0), Ct));
        Assert.Empty(await EffectsAsync());
        await successor.ApplyAsync(await EntriesAsync(after: 0), Ct);

        Assert.Equal([1, 2], await EffectsAsync());
    }

    [Fact]
    public async Task A_cursor_that_is_not_where_the_reader_left_it_stops_the_reader()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(2);
        var run = await BeginAsync(await TakeAsync(LeaseName));
        await ExecuteAsync("UPDATE journal_cursors SET position = 1", null);

        await Assert.ThrowsAsync<CursorMovedException>(async () => await run.ApplyAsync(await EntriesAsync(after: 0), Ct));
        Assert.Empty(await EffectsAsync());
    }

    [Theory]
    [InlineData(JournalStart.Beginning, 3)]
    [InlineData(JournalStart.Now, 1)]
    public async Task A_new_reader_starts_where_it_says(JournalStart start, int effects)
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(2);
        var run = new ReaderRun(
            new RecordingReader { StartsAt = start }, await TakeAsync(LeaseName), Store, Alarms, NullLogger.Instance);
        var position = await run.BeginAsync(Ct);
        await AppendAsync(1);
        await run.ApplyAsync(await EntriesAsync(position), Ct);

        Assert.Equal(effects, (await EffectsAsync()).Count);
    }

    [Fact]
    public async Task What_does_not_concern_a_reader_is_passed_over_and_what_follows_in_its_batch_is_not()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(4);
        var reader = new RecordingReader { IsConcerned = entry => entry.Seq == 3 };
        var run = new ReaderRun(reader, await TakeAsync(LeaseName), Store, Alarms, NullLogger.Instance);
        await run.BeginAsync(Ct);
        await run.ApplyAsync(await EntriesAsync(after: 0), Ct);
        Assert.Equal([3, 4], await EffectsAsync());
    }

    [Fact]
    public async Task The_cursor_follows_what_was_passed_over()
    {
        await AppendAsync(4);
        var reader = new RecordingReader { IsConcerned = _ => false, Before = _ => throw new InvalidOperationException() };
        using var service = new JournalReaderService(reader, Store, new JournalFollower(Store), NewNode(), Alarms, NullLogger<JournalReaderService>.Instance);
        await service.StartAsync(Ct);
        await UntilCaughtUpAsync(Ct);
        await AppendAsync(4);
        await UntilCaughtUpAsync(Ct);
        await service.StopAsync(Ct);
    }

    private JournalReaderService NewService() => new(_reader, Store, new JournalFollower(Store), NewNode(), Alarms, NullLogger<JournalReaderService>.Instance);

    private async Task<ReaderRun> BeginAsync(Lease lease)
    {
        var run = new ReaderRun(_reader, lease, Store, Alarms, NullLogger.Instance);
        await run.BeginAsync(Ct);
        return run;
    }

    /// <summary>Runs the reader on a new node and ends it while it handles the entry after so many.</summary>
    private async Task EndAfterAsync(int entries)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = NewService();
        _reader.Before = entry =>
        {
            if (Interlocked.Decrement(ref entries) != 0) return;
            // ends the service in the middle of the unit, as far as that can be done from inside
            _ = service.StopAsync(CancellationToken.None);
            reached.SetResult();
        };
        await service.StartAsync(Ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var caughtUp = UntilCaughtUpAsync(enough.Token);
        await Task.WhenAny(reached.Task, caughtUp);
        await enough.CancelAsync();
        await caughtUp.ContinueWith(_ => { }, TaskScheduler.Default);
        await service.StopAsync(Ct);
    }

    private async Task ReadToTheEndAsync()
    {
        using var service = NewService();
        await service.StartAsync(Ct);
        await UntilCaughtUpAsync(Ct);
        await service.StopAsync(Ct);
    }

    private async Task ParkAsync()
    {
        await RecordingReader.CreateTableAsync(Store, Ct);
        await AppendAsync(1);
        _reader.Before = _ => throw new FormatException();
        await (await BeginAsync(await TakeAsync(LeaseName))).ApplyAsync(await EntriesAsync(after: 0), Ct);
    }

    private Task<List<JournalEntry>> EntriesAsync(long after) =>
        Store.ReadAsync((session, ct) => JournalLog.ReadAfterAsync(session, after, JournalLog.MostEntries, ct), Ct);

    private Task<List<long>> EffectsAsync() => ListAsync<long>("SELECT seq FROM effects ORDER BY seq");

    private Task UntilCaughtUpAsync(CancellationToken ct) => UntilAsync(
        "SELECT COUNT(*) FROM journal_cursors WHERE position = (SELECT MAX(seq) FROM journal)", 1, "the reader has read everything", ct);

    private Task UntilEffectsAsync(int count) => UntilAsync("SELECT COUNT(*) FROM effects", count, $"{count} entries took effect", Ct);

    private Task UntilAsync(string sql, long count, string what, CancellationToken ct) =>
        Eventually.HoldsAsync(async _ => await CountAsync(sql) == count, what, Patience, ct);
}
