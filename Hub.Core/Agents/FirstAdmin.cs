using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Agents;

/// <summary>The account of an installation that has none: <c>admin</c>, with no password that anybody could know beforehand.</summary>
public static class FirstAdmin
{
    /// <summary>The user name.</summary>
    public const string Name = "admin";

    /// <summary>
    /// Adds the account when there is no agent at all. Of several hosts that start at once, one does.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="password">The operator's choice; null has one made.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    /// <returns>The password that was made, to be shown once; null when none was.</returns>
    public static async Task<string?> EnsureAsync(Store store, string? password, CancellationToken ct)
    {
        if (!await IsMissingAsync(store, ct)) return null;
        var chosen = password ?? PasswordRules.Generate();
        var admin = new NewAgent { UserName = Name, Name = "Administrator", Role = Role.Admin, PasswordHash = PasswordHash.Create(chosen) };
        var result = await store.WriteAsync((tx, unit) => AgentStore.CreateAsync(tx, admin, Subject.System, unit), ct);
        return result is AgentResult.Done && password is null ? chosen : null;
    }

    private static Task<bool> IsMissingAsync(Store store, CancellationToken ct) => store.ReadAsync(
        async (db, read) => await db.Statement("SELECT 1 FROM agents LIMIT 1").FirstAsync(row => row.Long(0), read) == 0, ct);
}
