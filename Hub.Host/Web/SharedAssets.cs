namespace Hub.Host.Web;

/// <summary>What every page of the hub is drawn with.</summary>
internal static class SharedAssets
{
    private static readonly AssetSet Set = new("Hub.Host.Web.Assets.", "/assets");

    /// <summary>Where an asset is found.</summary>
    public static string Url(string name) => Set.Url(name);

    public static void MapSharedAssets(this IEndpointRouteBuilder app) => Set.Map(app);
}
