using Hub.Core;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>
/// The door through which a handler changes something; handlers take it as a parameter. With an <c>Idempotency-Key</c> the answer is
/// stored in the transaction of the effect, for 24 h: the same request gets it again, another body under the same key gets 409, and of
/// requests at the same instant, on any nodes, one has the effect.
/// <para>The key's row is claimed first: who comes second waits for the first one's commit (PostgreSQL) or turn (SQLite), and reads what it
/// left. A failure leaves nothing, so that the request may be mended and sent again.</para>
/// </summary>
internal sealed class RequestWrites
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private const string Claim =
        """
        INSERT INTO idempotency_keys (caller, route, key, body_hash, status, created_at) VALUES ($1, $2, $3, $4, 0, $5)
        ON CONFLICT (caller, route, key) DO UPDATE SET body_hash = $4, status = 0, created_at = $5 WHERE idempotency_keys.created_at <= $6
        """;

    private const string Find =
        "SELECT body_hash, status, answer, etag, location FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3";

    private const string Since = "SELECT 1 FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3 AND created_at > $4";

    private const string Keep =
        "UPDATE idempotency_keys SET status = $4, answer = $5, etag = $6, location = $7 WHERE caller = $1 AND route = $2 AND key = $3";

    private readonly Store _store;
    private readonly string _caller;
    private readonly IdempotencyKey? _key;

    private RequestWrites(Store store, string caller, IdempotencyKey? key) => (_store, _caller, _key) = (store, caller, key);

    /// <summary>Hands the door to a handler.</summary>
    public static ValueTask<RequestWrites?> BindAsync(HttpContext http) => ValueTask.FromResult<RequestWrites?>(new RequestWrites(
        http.RequestServices.GetRequiredService<Store>(), Caller.Of(http).Actor, http.Features.Get<IdempotencyKey>()));

    /// <summary>Runs a unit of work and commits it, unless its answer tells of a failure.</summary>
    /// <param name="unit">Touches only its transaction and may run twice: prepare everything else before.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public async Task<Answer> RunAsync(Func<Tx, CancellationToken, Task<Answer>> unit, CancellationToken ct)
    {
        try
        {
            return await _store.WriteAsync((tx, token) => _key is null ? UndoFailure(unit(tx, token)) : OnceAsync(_key, tx, unit, token), ct);
        }
        catch (FailedUnitException failed)
        {
            return failed.Answer;
        }
    }

    /// <summary>The answer that this request had before, or null: for work of several units, whose answer is kept with a unit after them.</summary>
    public async Task<Answer?> RepeatedAsync(CancellationToken ct) => _key is not { } key ? null : await _store.WriteAsync(
        async (tx, token) =>
        {
            var since = tx.Time.NowMs() - (long)KeptFor.TotalMilliseconds;
            return await Row(tx, Since, key).Bind(since).FirstAsync(row => true, token) ? await RepeatAsync(key, tx, token) : null;
        },
        ct);

    private async Task<Answer> OnceAsync(IdempotencyKey key, Tx tx, Func<Tx, CancellationToken, Task<Answer>> unit, CancellationToken ct)
    {
        var now = tx.Time.NowMs();
        var isFirst = await Row(tx, Claim, key).Bind(key.BodyHash).Bind(now).Bind(now - (long)KeptFor.TotalMilliseconds).ExecuteAsync(ct) == 1;
        if (!isFirst) return await RepeatAsync(key, tx, ct);
        var answer = await UndoFailure(unit(tx, ct));
        await Row(tx, Keep, key).Bind(answer.Status).Bind(answer.Body).Bind(answer.ETag).Bind(answer.Location).ExecuteAsync(ct);
        return answer;
    }

    private async Task<Answer> RepeatAsync(IdempotencyKey key, Tx tx, CancellationToken ct)
    {
        var (hash, answer) = await Row(tx, Find, key).FirstAsync(
            row => (row.Text(0), new Answer
            {
                Status = (int)row.Long(1), Body = row.TextOrNull(2), ETag = row.TextOrNull(3), Location = row.TextOrNull(4), IsReplayed = true,
            }),
            ct);
        return hash == key.BodyHash ? answer : Answer.Conflict($"This {IdempotencyMiddleware.Header} was used with another body.");
    }

    private Statement Row(Tx tx, string sql, IdempotencyKey key) => tx.Statement(sql).Bind(_caller).Bind(key.Route).Bind(key.Key);

    private static async Task<Answer> UndoFailure(Task<Answer> running)
    {
        var answer = await running;
        return answer.IsFailure ? throw new FailedUnitException(answer) : answer;
    }

    /// <summary>Rolls the unit back: the store knows no other way to say so.</summary>
    private sealed class FailedUnitException(Answer answer) : Exception
    {
        public Answer Answer { get; } = answer;
    }
}
