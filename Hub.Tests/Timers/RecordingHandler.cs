using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Tests.Timers;

/// <summary>Writes a row for each firing; does before it whatever a test wants done.</summary>
internal sealed class RecordingHandler : ITimerHandler
{
    public string Kind => "recorded";

    public Func<Tx, Guid, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    public static Task CreateTableAsync(Store store, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.ExecuteAsync("CREATE TABLE fired (subject_id {id} NOT NULL, fired_at {time} NOT NULL)", null, token), ct);

    public async Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct)
    {
        await Before(tx, subjectId, ct);
        await tx.Statement("INSERT INTO fired (subject_id, fired_at) VALUES ($1, {now})").Bind(subjectId).ExecuteAsync(ct);
    }
}
