using Hub.Core;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Security;

/// <summary>Removes ended sessions, forgotten sign-in failures and old idempotency keys, each hour, in pieces.</summary>
internal sealed class ExpiredRows(Store store, TimeProvider time, ILogger<ExpiredRows> log) : BackgroundService
{
    private const string RemoveSessions =
        "DELETE FROM sessions WHERE token_hash IN (SELECT token_hash FROM sessions WHERE expires_at <= @now LIMIT 200)";

    private const string RemoveFailures =
        "DELETE FROM login_failures WHERE subject IN (SELECT subject FROM login_failures WHERE last_at <= @forget LIMIT 200)";

    private const string RemoveCounters =
        """
        DELETE FROM login_failures WHERE subject IN
          (SELECT subject FROM login_failures WHERE last_at <= @count AND subject NOT LIKE 'known:%' LIMIT 200)
        """;

    private const string RemoveKeys =
        """
        DELETE FROM idempotency_keys WHERE (caller, route, key) IN
          (SELECT caller, route, key FROM idempotency_keys WHERE created_at <= @keys LIMIT 200)
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    internal async Task RunOnceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var args = new
        {
            now = now.ToMs(),
            forget = (now - LoginThrottle.KnownFor).ToMs(),
            count = (now - LoginThrottle.Memory).ToMs(),
            keys = (now - Api.RequestWrites.KeptFor).ToMs(),
        };
        foreach (var sql in new[] { RemoveSessions, RemoveFailures, RemoveCounters, RemoveKeys })
            while (await store.WriteInBackgroundAsync((tx, unit) => tx.ExecuteAsync(sql, args, unit), ct) > 0)
                ct.ThrowIfCancellationRequested();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken);
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.RemovalFailed(log, error);
            }
        }
    }
}
