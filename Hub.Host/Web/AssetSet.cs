using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Hub.Host.Security;

namespace Hub.Host.Web;

/// <summary>
/// Scripts and styles that belong together, out of the assembly, so that they are there wherever the host is started from. Their address
/// carries the hash of all of them: a browser keeps them for good and still never sees an old one.
/// </summary>
internal sealed class AssetSet
{
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly FrozenDictionary<string, byte[]> _files;
    private readonly string _path;
    private readonly string _version;

    /// <param name="prefix">What the names of the resources begin with.</param>
    /// <param name="path">Below which address they are found.</param>
    public AssetSet(string prefix, string path)
    {
        _files = Load(typeof(AssetSet).Assembly, prefix);
        (_path, _version) = (path, VersionOf(_files));
    }

    /// <summary>Where an asset is found.</summary>
    public string Url(string name) => $"{_path}/{_version}/{name}";

    /// <summary>An asset as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    public void Map(IEndpointRouteBuilder app) => app.MapGet(_path + "/{version}/{name}", Get).Open().ExcludeFromDescription();

    private IResult Get(string version, string name, HttpContext http)
    {
        if (version != _version || !_files.TryGetValue(name, out var content)) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = Forever;
        return TypedResults.Bytes(content, Types[Path.GetExtension(name)]);
    }

    private static FrozenDictionary<string, byte[]> Load(Assembly assembly, string prefix) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);

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
