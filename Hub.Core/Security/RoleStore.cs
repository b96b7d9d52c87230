using Hub.Core.Storage;

namespace Hub.Core.Security;

/// <summary>Reads the roles.</summary>
public static class RoleStore
{
    /// <summary>Every role by name.</summary>
    public static Task<List<Role>> ListAsync(DbSession db, CancellationToken ct) =>
        db.Statement("SELECT name, permissions FROM roles ORDER BY name")
            .ListAsync(row => new Role(row.Text(0), Permissions.Parse(row.Text(1))), ct);

    /// <summary>Whether there is a role of this name.</summary>
    public static async Task<bool> ExistsAsync(DbSession db, string name, CancellationToken ct) =>
        await db.Statement("SELECT 1 FROM roles WHERE name = $1").Bind(name).FirstAsync(row => row.Long(0), ct) == 1;
}
