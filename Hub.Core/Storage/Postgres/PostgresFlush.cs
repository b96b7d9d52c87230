using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>
/// Makes commits durable together. The journal's lock lets one transaction commit at a time, and if each of them waited for the disk inside
/// it, the hub would commit once per fsync. So the writers' sessions commit without waiting (<c>synchronous_commit=off</c>), and each unit
/// then waits here: one statement on a session that does wait writes the log up to its own commit to disk, and with it everything that was
/// committed before, on whichever session. All who came before that statement began are told at once.
/// <para>Nothing is acknowledged before it. Others may see a commit in the moment before its flush; whatever they commit because of it lies
/// behind it in the same log, and so becomes durable with it or after it.</para>
/// </summary>
internal sealed class PostgresFlush(NpgsqlDataSource source) : IAsyncDisposable
{
    // a transaction that changes nothing and yet has a commit to be written; PostgreSQL's documentation, section 9.27.6
    private const string CommitNothing = "SELECT pg_logical_emit_message(true, 'omnihub', '')";

    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private Task _running = Task.CompletedTask;

    /// <summary>Completes when everything that was committed before the call is on disk.</summary>
    /// <exception cref="StoreUnavailableException">Whether it is, is not known.</exception>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_waiting is { } round) return round.Task;
            round = _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.IsCompleted) _running = Task.Run(RunAsync);
            return round.Task;
        }
    }

    public async ValueTask DisposeAsync() => await _running;

    private async Task RunAsync()
    {
        while (Next() is { } round)
        {
            try
            {
                await using var command = source.CreateCommand(CommitNothing);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
                round.SetResult();
            }
            catch (Exception error)
            {
                // the loop's top: those who wait are told
                round.SetException(new StoreUnavailableException(
                    "PostgreSQL went away before it had said that a commit is on disk: whether it took effect is not known. " +
                    "Offer the same work again with the same keys.",
                    error)
                { OutcomeUnknown = true });
            }
        }
    }

    private TaskCompletionSource? Next()
    {
        lock (_lock)
        {
            var round = _waiting;
            _waiting = null;
            // decided under the lock: who comes after it starts a new run
            if (round is null) _running = Task.CompletedTask;
            return round;
        }
    }
}
