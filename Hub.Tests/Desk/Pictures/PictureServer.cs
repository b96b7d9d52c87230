using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Desk.Pictures;

/// <summary>A server that gives what a test tells it to, and remembers who asked.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly WebApplication _app;

    private PictureServer(WebApplication app) => _app = app;

    /// <summary>The headers of each request.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<PictureServer> StartAsync(Func<HttpContext, Task> answer, CancellationToken ct, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{host}:0");
        var server = new PictureServer(builder.Build());
        server._app.Run(http =>
        {
            server.Asked.Enqueue(string.Join(' ', http.Request.Headers.Select(header => header.Key)));
            return answer(http);
        });
        await server._app.StartAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
