using Hub.Host.Events;

namespace Hub.Host.Chat;

/// <summary>Registers what the customers' chat needs.</summary>
internal static class ChatServices
{
    public static IServiceCollection AddHubChat(this IServiceCollection services) => services
        .AddSingleton<ChatDoor>()
        .AddSingleton<ChatLimits>()
        .AddSingleton<ChatHistory>()
        .AddSingleton<QueuePace>()
        .AddSingleton<IEventListener>(services => services.GetRequiredService<QueuePace>())
        .AddSingleton<ChatStreams>();
}
