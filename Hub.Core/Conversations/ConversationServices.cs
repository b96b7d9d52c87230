using Hub.Core.Arrivals;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Forwarding;
using Hub.Core.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Conversations;

/// <summary>Registers what takes messages in and writes them.</summary>
public static class ConversationServices
{
    /// <summary>Adds the intake, the composer, the quarantine and their parts.</summary>
    public static IServiceCollection AddHubConversations(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton<ThreadTokens>();
        services.AddSingleton(_ => new ReadingGuard(dataFolder));
        services.AddSingleton<Quarantine>();
        services.AddSingleton<Intake>();
        services.AddSingleton<QuarantineRetries>();
        services.AddSingleton<Composer>();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<ConversationSearch>();
        services.AddSingleton<IOutboundContent, OutboundContent>();
        services.AddTimerHandler<SnoozeTimer>();
        return services;
    }
}
