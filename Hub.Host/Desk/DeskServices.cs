using Hub.Core.Security;
using Hub.Host.Desk.Pictures;
using Hub.Host.Desk.Reading;
using Hub.Host.Desk.Security;

namespace Hub.Host.Desk;

/// <summary>Registers what the desk needs.</summary>
internal static class DeskServices
{
    public static IServiceCollection AddHubDesk(this IServiceCollection services) => services
        .AddSingleton<FormTokens>()
        .AddSingleton<DeskRequests>()
        .AddSingleton<PictureLinks>()
        .AddSingleton(services => new PictureFetcher(services.GetRequiredService<TimeProvider>(), PublicInternet.Includes))
        .AddSingleton<DeskReader>()
        .AddSingleton<ConversationReader>()
        .AddSingleton<ArrangeReader>();
}
