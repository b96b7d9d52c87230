using System.Text.Json.Serialization;
using Hub.Core.Channels;
using Hub.Host.Http;

namespace Hub.Host.Api;

/// <summary>Registers what the API needs.</summary>
internal static class ApiServices
{
    private const int MaxDepth = 32;

    public static IServiceCollection AddHubApi(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .ConfigureHttpJsonOptions(options =>
        {
            // the context's own options do not follow it here
            var json = options.SerializerOptions;
            json.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.MaxDepth = MaxDepth;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.AllowDuplicateProperties = false;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
        })
        .AddSingleton<Cursors>()
        .AddSingleton<BlobAlarms>()
        .AddSingleton<MessageViews>()
        .AddSingleton<ChannelDirectory>()
        .AddSingleton<GoneChannels>()
        .AddSingleton<PublicBase>()
        .AddSingleton<IPublicLinks, PublicLinks>()
        .AddHubOpenApi();
}
