using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Hub.Host.Security;

namespace Hub.Host.Desk.Assets;

/// <summary>
/// The desk's scripts and styles, out of the assembly, so that they are there wherever the host is started from. Their address carries the
/// hash of all of them: a browser keeps them for good and still never sees an old one.
/// </summary>
internal static class DeskAssets
{
    private const string Prefix = "Hub.Host.Desk.Assets.";
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly FrozenDictionary<string, byte[]> Files = Load(typeof(DeskAssets).Assembly);

    private static readonly string Version = VersionOf(Files);

    /// <summary>Where an asset is found.</summary>
    public static string Url(string name) => $"/desk/assets/{Version}/{name}";

    public static void MapDeskAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/desk/assets/{version}/{name}", Get).Open().ExcludeFromDescription();

    private static IResult Get(string version, string name, HttpContext http)
    {
        if (version != Version || !Files.TryGetValue(name, out var content)) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = Forever;
        return TypedResults.Bytes(content, Types[Path.GetExtension(name)]);
    }

    private static FrozenDictionary<string, byte[]> Load(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string VersionOf(FrozenDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal)) hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
