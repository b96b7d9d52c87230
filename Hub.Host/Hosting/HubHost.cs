using Hub.Channels;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Channels;
using Hub.Host.Api;
using Hub.Host.Chat;
using Hub.Host.Commands;
using Hub.Host.Configuration;
using Hub.Host.Desk;
using Hub.Host.Desk.Security;
using Hub.Host.Events;
using Hub.Host.Http;
using Hub.Host.Metrics;
using Hub.Host.Security;
using Hub.Host.Unsubscribing;
using Hub.Host.Web;

namespace Hub.Host.Hosting;

/// <summary>The host as a list: what it consists of, and what a request passes through.</summary>
internal static class HubHost
{
    /// <summary>Builds the host; nothing is opened yet.</summary>
    /// <param name="configuration">One without faults.</param>
    /// <param name="replace">For tests: registers others in place of the usual parts.</param>
    public static WebApplication Build(HubConfiguration configuration, Action<IServiceCollection>? replace = null)
    {
        var http = configuration.Section<HttpOptions>(HttpOptions.Section);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddHubLogging();
        builder.WebHost.UseHubListening(http, ControlSocketFile.PathIn(configuration.Paths.DataFolder));
        builder.Services
            .Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true)
            .AddRouting()
            .AddHubConfiguration(configuration)
            .AddHubCore(configuration)
            .AddHubChannels()
            .AddHubChannelHost(configuration.Values)
            .AddMailIn()
            .AddHubEvents()
            .AddHostedService<CertificateWatch>()
            .AddHubSecurity()
            .AddHubApi()
            .AddHubDesk()
            .AddHubChat()
            .AddHubMetrics();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseControl();
        app.UseTrustedProxies(http);
        app.UseSecurityHeaders();
        app.UseMiddleware<ErrorAnswers>();
        app.UseStatusCodePages(context => Problem.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<DeskForms>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.MapHubApi(http.OpenDocs);
        app.MapSharedAssets();
        app.MapHubDesk();
        app.MapHubChat();
        app.MapUnsubscribing();
        return app;
    }
}
