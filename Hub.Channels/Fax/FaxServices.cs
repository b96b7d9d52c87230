using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Fax;

/// <summary>Registers the kind <c>fax</c>.</summary>
public static class FaxServices
{
    /// <summary>Adds the kind.</summary>
    public static IServiceCollection AddFaxChannel(this IServiceCollection services) => services.AddSingleton<IChannelKind, FaxChannelKind>();
}
