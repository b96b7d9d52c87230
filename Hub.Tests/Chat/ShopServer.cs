using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Chat;

/// <summary>A shop with the chat in its pages, at <c>/</c>, and at <c>/frame</c> the desk and the chat in frames of its own.</summary>
public sealed class ShopServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    public ShopServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Another origin than the hub's. The same site: in a frame of another one, the windows that tests drive may keep nothing.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string HubUrl { get; set; } = "";

    public Task StartAsync(CancellationToken ct) => _app.StartAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private Task ServeAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        // as strict as a careful shop is: one script and one frame of the hub
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; script-src {HubUrl}; frame-src {HubUrl}";
        return http.Response.WriteAsync(http.Request.Path == "/frame" ? Frames : Shop, http.RequestAborted);
    }

    private string Shop =>
        $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title></head>
        <body><main><h1>Tea and coffee</h1><p>Everything that is drunk hot.</p><p><a href="/">Assam</a></p></main>
        <script src="{HubUrl}/widget.js" data-channel="chat" async></script></body></html>
        """;

    private string Frames =>
        $"""
        <!doctype html><html lang="en"><head><title>Frames</title></head>
        <body><iframe title="chat" src="{HubUrl}/chat/chat"></iframe><iframe title="desk" src="{HubUrl}/desk/sign-in"></iframe></body></html>
        """;
}
