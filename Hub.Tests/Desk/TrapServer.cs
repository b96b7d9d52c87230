using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Desk;

/// <summary>A server that nobody should call; it counts who does.</summary>
public sealed class TrapServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private TrapServer(WebApplication app) => _app = app;

    public int Calls => Volatile.Read(ref _calls);

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<TrapServer> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var trap = new TrapServer(builder.Build());
        trap._app.Run(http =>
        {
            Interlocked.Increment(ref trap._calls);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await trap._app.StartAsync(ct);
        return trap;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
