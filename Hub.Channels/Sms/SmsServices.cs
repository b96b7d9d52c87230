using Hub.Channels.Twilio;
using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Sms;

/// <summary>Registers the kind <c>sms</c>.</summary>
public static class SmsServices
{
    /// <summary>Adds the kind.</summary>
    public static IServiceCollection AddSmsChannel(this IServiceCollection services) => services.AddTwilio().AddSingleton<IChannelKind, SmsChannelKind>();
}
