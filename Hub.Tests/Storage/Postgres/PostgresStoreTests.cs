using Hub.Core.Storage;
using Hub.Tests.Servers;
using Npgsql;

namespace Hub.Tests.Storage.Postgres;

/// <summary>What only a server of its own can do to a unit of work.</summary>
public sealed class PostgresStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private PostgresRig _rig = null!;
    private Store _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = await PostgresRig.StartAsync(Ct);
        _store = await _rig.OpenAsync(Ct);
        await Probe.CreateTableAsync(_store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task A_unit_that_began_first_and_commits_last_has_the_higher_journal_number()
    {
        var written = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var slow = _store.WriteAsync(
            async (tx, ct) =>
            {
                tx.Append(Probe.Entry(tx, "slow"));
                await Probe.AddAsync(tx, "slow", ct);
                written.SetResult();
                await finish.Task.WaitAsync(Patience, TimeProvider.System, ct);
            },
            Ct);
        await written.Task.WaitAsync(Patience, TimeProvider.System, Ct);
        await _store.WriteAsync(
            (tx, _) =>
            {
                tx.Append(Probe.Entry(tx, "quick"));
                return Task.CompletedTask;
            },
            Ct);
        finish.SetResult();
        await slow;

        Assert.Equal(["quick", "slow"], (await Probe.EntriesAsync(_store, 0, Ct)).Select(entry => entry.Subject));
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    public async Task A_unit_that_lost_against_another_transaction_runs_again(string sqlState)
    {
        var runs = 0;
        await _store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                tx.Append(Probe.Entry(tx, "a"));
                if (++runs < 4) await RaiseAsync(tx, sqlState, ct);
            },
            Ct);

        Assert.Equal(4, runs);
        Assert.Equal(["a"], await Probe.NamesAsync(_store, Ct));
        Assert.Single(await Probe.EntriesAsync(_store, 0, Ct));
    }

    [Fact]
    public async Task A_unit_that_always_loses_is_given_up()
    {
        var runs = 0;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.WriteAsync(
            (tx, ct) =>
            {
                runs++;
                return RaiseAsync(tx, "40001", ct);
            },
            Ct));

        Assert.InRange(runs, 2, 20);
    }

    [Fact]
    public async Task Units_that_lock_each_other_out_both_take_effect()
    {
        await Probe.AddAsync(_store, "a", Ct);
        await Probe.AddAsync(_store, "b", Ct);
        using var bothHoldOne = new Barrier(2);

        await Task.WhenAll(TouchAsync("a", "b"), TouchAsync("b", "a"));

        Assert.Equal([2L, 2L], await _store.ReadAsync(
            (session, ct) => session.ListAsync<long>("SELECT number FROM probe", null, ct), Ct));

        Task TouchAsync(string first, string second)
        {
            var runs = 0;
            return Task.Run(() => _store.WriteAsync(
                async (tx, ct) =>
                {
                    await AddOneAsync(tx, first, ct);
                    if (runs++ == 0) Assert.True(bothHoldOne.SignalAndWait(Patience, ct));
                    await AddOneAsync(tx, second, ct);
                },
                Ct));
        }
    }

    [Fact]
    public async Task A_unit_whose_connection_is_killed_runs_again_on_another()
    {
        var runs = 0;
        await _store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                if (++runs == 1) await KillAsync(tx, ct);
                await Probe.AddAsync(tx, "b", ct);
            },
            Ct);

        Assert.Equal(2, runs);
        Assert.Equal(["a", "b"], await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task A_unit_whose_connection_is_killed_again_and_again_is_given_up()
    {
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                await KillAsync(tx, ct);
                await Probe.AddAsync(tx, "b", ct);
            },
            Ct));

        Assert.False(error.OutcomeUnknown);
        Assert.Empty(await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_commit_leaves_the_outcome_open_and_says_so()
    {
        // a trigger that runs within the COMMIT and ends its own session
        await _store.WriteAsync(
            (tx, ct) => tx.ExecuteAsync(
                """
                CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON probe DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_session()
                """,
                null, ct),
            Ct);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.AddAsync(_store, "a", Ct));

        Assert.True(error.OutcomeUnknown);
        Assert.Contains("not known", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_swallows_a_failed_statement_is_not_taken_for_committed()
    {
        await Probe.AddAsync(_store, "a", Ct);

        await Assert.ThrowsAnyAsync<StoreException>(() => _store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "b", ct);
                await Assert.ThrowsAsync<PostgresException>(() => Probe.AddAsync(tx, "a", ct));
            },
            Ct));

        Assert.Equal(["a"], await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task More_callers_than_connections_wait_for_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => _store.WriteAsync(
            async (tx, ct) =>
            {
                await tx.FirstAsync<string>("SELECT pg_sleep(0.02)::text", null, ct);
                await Probe.AddAsync(tx, $"{i}", ct);
            },
            Ct)));

        Assert.Equal(64, (await Probe.NamesAsync(_store, Ct)).Count);
    }

    [Fact]
    public async Task Several_hosts_that_start_at_once_apply_the_schema_once()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        var stores = Enumerable.Range(0, 6).Select(_ => PostgresRig.StoreAt(database.ConnectionString)).ToArray();

        await Task.WhenAll(stores.Select(store => store.OpenAsync(Ct)));

        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task A_database_without_synchronous_commit_is_refused()
    {
        var settings = new NpgsqlConnectionStringBuilder(_rig.ConnectionString) { Options = "-c synchronous_commit=off" };
        await using var unsafeStore = PostgresRig.StoreAt(settings.ConnectionString);

        var error = await Assert.ThrowsAsync<StoreException>(() => unsafeStore.OpenAsync(Ct));

        Assert.Contains("synchronous_commit = off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_with_an_unknown_word_is_refused_without_showing_its_password()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() =>
        {
            PostgresRig.StoreAt("Host=localhost;Password=geheim;Datbase=hub");
            return Task.CompletedTask;
        });

        Assert.Contains("Storage:ConnectionString", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        await using var store = PostgresRig.StoreAt($"Host=127.0.0.1;Port={FreePort.Find()};Username=hub;Database=hub");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Ct));
    }

    private static Task<int> RaiseAsync(Tx tx, string sqlState, CancellationToken ct) =>
        tx.ExecuteAsync($"DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '{sqlState}'; END $$", null, ct);

    private static Task<int> AddOneAsync(Tx tx, string name, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE probe SET number = COALESCE(number, 0) + 1 WHERE name = @name", new { name }, ct);

    private async Task KillAsync(Tx tx, CancellationToken ct)
    {
        var pid = await tx.FirstAsync<int>("SELECT pg_backend_pid()", null, ct);
        await using var killer = new NpgsqlConnection(_rig.ConnectionString);
        await killer.OpenAsync(ct);
        await using var kill = new NpgsqlCommand($"SELECT pg_terminate_backend({pid}, 5000)", killer);
        await kill.ExecuteNonQueryAsync(ct);
    }
}
