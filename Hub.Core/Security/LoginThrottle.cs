using System.Security.Cryptography;
using System.Text;
using Hub.Core.Agents;
using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>
/// Slows guessing down, per account and per address, and never locks anybody out for good.
/// <para>An attempt counts as failed from the moment it begins, in one transaction with the look at the count: a thousand attempts at the
/// same instant are counted one after the other, over any number of nodes. A success takes its own count back. Where the account has
/// signed in from the same address before, only failures of that pair count: else strangers could keep its owner out.</para>
/// <para>Names and addresses are kept as hashes: what was typed may be a password in the wrong field.</para>
/// </summary>
public sealed class LoginThrottle(Store store)
{
    private const int FreePerAccount = 5;
    private const int FreePerAddress = 30;
    private const int LongestWaitExponent = 6;

    private const string Select = "SELECT failures, last_at FROM login_failures WHERE subject = $1";

    private const string Count =
        """
        INSERT INTO login_failures (subject, failures, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (subject) DO UPDATE SET last_at = $2,
          failures = CASE WHEN login_failures.last_at < $3 THEN 1 ELSE login_failures.failures + 1 END
        """;

    private const string TakeBack = "UPDATE login_failures SET failures = failures - 1 WHERE subject = $1 AND failures > 0";

    private const string Know =
        "INSERT INTO login_failures (subject, failures, last_at) VALUES ($1, 0, $2) ON CONFLICT (subject) DO UPDATE SET last_at = $2";

    /// <summary>After this long without an attempt, counting begins again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>For this long an address from which an account has signed in is known.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    /// <summary>Counts an attempt and lets it pass, or says how long to wait; then it is not counted.</summary>
    /// <param name="account">The name as typed.</param>
    /// <param name="address">Where the attempt comes from: an address, or a network of one customer.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public Task<LoginAttempt> BeginAsync(string account, string address, CancellationToken ct)
    {
        var name = UserName.Canonical(account);
        var pair = Hash(name + "\n" + address);
        return store.WriteAsync(
            async (tx, unit) =>
            {
                var now = tx.Time.NowMs();
                var (_, success) = await ReadAsync(tx, "known:" + pair, unit);
                (string Subject, int Free)[] counters = success > now - Ms(KnownFor)
                    ? [("pair:" + pair, FreePerAccount)]
                    : [("account:" + Hash(name), FreePerAccount), ("address:" + Hash(address), FreePerAddress)];
                var wait = 0L;
                foreach (var (subject, free) in counters) wait = Math.Max(wait, await WaitMsAsync(tx, subject, free, now, unit));
                if (wait > 0) return new LoginAttempt { Wait = TimeSpan.FromMilliseconds(wait) };
                foreach (var (subject, _) in counters)
                    await tx.Statement(Count).Bind(subject).Bind(now).Bind(now - Ms(Memory)).ExecuteAsync(unit);
                return new LoginAttempt { CountedIn = [.. counters.Select(counter => counter.Subject)], Pair = pair };
            },
            ct);
    }

    /// <summary>Takes the attempt's count back, and knows the address from now on.</summary>
    public Task SucceededAsync(LoginAttempt attempt, CancellationToken ct) => store.WriteAsync(
        async (tx, unit) =>
        {
            // only its own count: one good account must not clear an address for guesses at others
            foreach (var subject in attempt.CountedIn) await tx.Statement(TakeBack).Bind(subject).ExecuteAsync(unit);
            await tx.Statement("DELETE FROM login_failures WHERE subject = $1").Bind("pair:" + attempt.Pair).ExecuteAsync(unit);
            await tx.Statement(Know).Bind("known:" + attempt.Pair).Bind(tx.Time.NowMs()).ExecuteAsync(unit);
        },
        ct);

    private static async Task<long> WaitMsAsync(Tx tx, string subject, int free, long now, CancellationToken ct)
    {
        var (failures, last) = await ReadAsync(tx, subject, ct);
        if (failures < free || now - last > Ms(Memory)) return 0;
        var wait = 1000L << (int)Math.Min(failures - free, LongestWaitExponent);
        return Math.Max(0, last + wait - now);
    }

    private static Task<(long Failures, long LastAt)> ReadAsync(Tx tx, string subject, CancellationToken ct) =>
        tx.Statement(Select).Bind(subject).FirstAsync(row => (row.Long(0), row.Long(1)), ct);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
