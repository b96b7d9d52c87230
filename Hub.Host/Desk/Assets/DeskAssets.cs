using Hub.Host.Web;

namespace Hub.Host.Desk.Assets;

/// <summary>The desk's own scripts and styles.</summary>
internal static class DeskAssets
{
    private static readonly AssetSet Set = new("Hub.Host.Desk.Assets.", "/desk/assets");

    /// <summary>Where an asset is found.</summary>
    public static string Url(string name) => Set.Url(name);

    public static void MapDeskAssets(this IEndpointRouteBuilder app) => Set.Map(app);
}
