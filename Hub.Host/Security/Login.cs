using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Security;

/// <summary>
/// Signs agents in. A wrong name, a wrong password and a closed account get the same answer after the same time. Hashing is what an
/// attacker can make us pay for: only so many passwords are looked at at once, half of the processors' worth.
/// </summary>
internal sealed class Login(Store store, LoginThrottle throttle, Sessions sessions, ILogger<Login> log) : IDisposable
{
    private readonly SemaphoreSlim _looking = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>The token, or how long to wait, or neither: the name or the password is wrong.</summary>
    public async Task<(Token? Token, TimeSpan Wait)> TryAsync(string user, string password, string address, CancellationToken ct)
    {
        await _looking.WaitAsync(ct);
        try
        {
            var attempt = await throttle.BeginAsync(user, address, ct);
            if (attempt.Wait > TimeSpan.Zero) return (null, attempt.Wait);
            var known = await store.ReadAsync((db, read) => AgentStore.FindCredentialsAsync(db, user, read), ct);
            if (!PasswordHash.Verify(known?.PasswordHash, password))
            {
                Log.LoginFailed(log);
                return (null, TimeSpan.Zero);
            }

            await throttle.SucceededAsync(attempt, ct);
            Log.LoggedIn(log, known!.Id);
            return (await sessions.OpenAsync(known.Id, ct), TimeSpan.Zero);
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();
}
