using Hub.Host.Web;

namespace Hub.Host.Chat;

/// <summary>The chat page's scripts and styles.</summary>
internal static class ChatAssets
{
    private static readonly AssetSet Set = new("Hub.Host.Chat.Assets.", "/chat-assets");

    /// <summary>Where an asset is found.</summary>
    public static string Url(string name) => Set.Url(name);

    public static void Map(IEndpointRouteBuilder app) => Set.Map(app);

    /// <summary>An asset as text.</summary>
    public static string Text(string name) => Set.Text(name);
}
