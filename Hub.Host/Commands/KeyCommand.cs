using System.Globalization;
using Hub.Core;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Commands;

/// <summary><c>key</c>: the keys of systems that call the API.</summary>
internal static class KeyCommand
{
    private const string Usage =
        """
        key create NAME [--role ROLE]   makes a key and shows it once; ROLE is integration unless given
        key list                        lists the keys by how they begin
        key revoke NAME                 ends a key at once
        """;

    private const int LongestName = 64;

    public static Task<DataResult> RunAsync(DataRequest request, Store store, CancellationToken ct)
    {
        var arguments = Arguments.Parse(request.Arguments, "--role");
        var keys = new ApiKeys(store);
        return arguments?.Words switch
        {
            ["create", var name] => CreateAsync(name, arguments["--role"] ?? Role.Integration, keys, ct),
            ["list"] => ListAsync(keys, ct),
            ["revoke", var name] => RevokeAsync(name, keys, ct),
            _ => Task.FromResult(DataResult.Usage(Usage)),
        };
    }

    private static async Task<DataResult> CreateAsync(string name, string role, ApiKeys keys, CancellationToken ct)
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return DataResult.Failed($"A key's name has 1 to {LongestName} characters.");
        try
        {
            return await keys.CreateAsync(name, role, ct) is { } token
                ? DataResult.Ok(token.Text)
                : DataResult.Failed($"There is or was a key {name}; a name is used once, so that the journal stays clear.");
        }
        catch (ConstraintException)
        {
            return DataResult.Failed($"There is no role {role}.");
        }
    }

    private static async Task<DataResult> ListAsync(ApiKeys keys, CancellationToken ct)
    {
        var lines = (await keys.ListAsync(ct)).Select(key => string.Create(
            CultureInfo.InvariantCulture,
            $"{key.Name,-24} {key.Role,-12} {key.Prefix}...  {(key.RevokedAt is { } at ? $"revoked {at.ToTime():u}" : "valid")}"));
        return DataResult.Ok(string.Join('\n', lines));
    }

    private static async Task<DataResult> RevokeAsync(string name, ApiKeys keys, CancellationToken ct) => await keys.RevokeAsync(name, ct)
        ? DataResult.Ok($"{name} was revoked.")
        : DataResult.Failed($"There is no valid key {name}.");
}
