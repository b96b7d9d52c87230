using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>The roles that agents and keys may have.</summary>
internal static class RolesApi
{
    public static void MapRoles(IEndpointRouteBuilder api) =>
        api.MapGet("/roles", List).Requires("agents.read").WithSummary("The roles and what each may do");

    private static async Task<Page<RoleView>> List(Store store, CancellationToken ct)
    {
        var roles = await store.ReadAsync(RoleStore.ListAsync, ct);
        return new Page<RoleView>([.. roles.Select(role => new RoleView(role.Name, [.. role.Permissions.Granted]))], null);
    }
}

/// <summary>A named set of permissions.</summary>
internal sealed record RoleView(string Name, IReadOnlyList<string> Permissions);
