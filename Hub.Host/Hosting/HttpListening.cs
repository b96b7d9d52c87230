using System.Net;
using System.Net.Sockets;
using Hub.Core.Security.Certificates;
using Hub.Host.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Hub.Host.Hosting;

/// <summary>Where and within which limits the web server listens: <c>Http:Url</c>, and the control socket.</summary>
internal static class HttpListening
{
    private const int MaxHeaderBytes = 32 * 1024;
    private const int MaxHeaders = 100;
    private const int MaxConnections = 10_000;

    /// <summary>As Kestrel's own default, stated because it is what stops clients that send a byte a minute.</summary>
    private static readonly MinDataRate SlowestClient = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static void UseHubListening(this IWebHostBuilder web, HttpOptions options, string controlSocket) => web
        .UseKestrel(server =>
        {
            server.AddServerHeader = false;
            Limit(server.Limits, options);
            Listen(server, options);
            if (ControlSocketFile.IsPossible(controlSocket)) server.ListenUnixSocket(controlSocket, MarkAsControl);
        })
        .UseSockets(sockets => sockets.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (endpoint is UnixDomainSocketEndPoint) ControlSocketFile.MakePrivate(endpoint.ToString()!);
            return socket;
        });

    private static void Limit(KestrelServerLimits limits, HttpOptions options)
    {
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MinRequestBodyDataRate = SlowestClient;
        limits.MinResponseDataRate = SlowestClient;
    }

    private static void Listen(KestrelServerOptions server, HttpOptions options)
    {
        var address = BindingAddress.Parse(options.Url);
        void Configure(ListenOptions listen)
        {
            if (address.Scheme == "https")
                listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = CertificateFiles.Load(options.Certificate));
        }

        if (address.Host == "localhost") server.ListenLocalhost(address.Port, Configure);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) server.Listen(ip, address.Port, Configure);
        else server.ListenAnyIP(address.Port, Configure);
    }

    private static void MarkAsControl(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(ControlConnection.Instance);
        return next(connection);
    });
}
