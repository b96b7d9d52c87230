using System.Net.Sockets;
using System.Security.Cryptography;
using Hub.Core.Storage;
using Hub.Host.Configuration;
using Hub.Host.Hosting;
using Hub.Host.Http;
using Microsoft.AspNetCore.Connections;

namespace Hub.Host.Commands;

/// <summary>A hub from its start until it is told to stop (SIGTERM, SIGINT): what every command that runs one has in common.</summary>
internal sealed record HubRun
{
    private const int Failed = 1;

    /// <summary>A configuration without faults.</summary>
    public required HubConfiguration Configuration { get; init; }

    /// <summary>The operator's password for the first user; null has one made.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Registers more than the usual parts.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Called when the store is open and nothing runs yet, with the password where one was made.</summary>
    public required Func<WebApplication, string?, Task> PreparedAsync { get; init; }

    /// <summary>Called when the hub is ready.</summary>
    public required Func<WebApplication, Task> ReadyAsync { get; init; }

    /// <summary>Runs the hub and returns the exit code.</summary>
    public async Task<int> RunAsync(CommandContext context)
    {
        var started = false;
        try
        {
            await using var app = HubHost.Build(Configuration, Replace);
            await StartAsync(app, context.Stop);
            await ReadyAsync(app);
            await context.Output.FlushAsync(context.Stop);
            started = true;
            await app.WaitForShutdownAsync(context.Stop);
            return 0;
        }
        catch (Exception error) when (!started && Explanation(error) is { } explanation)
        {
            await context.Errors.WriteLineAsync(explanation);
            return Failed;
        }
    }

    private async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        await PreparedAsync(app, await HubStartup.PrepareAsync(app, AdminPassword, ct));
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // what has started before the failure stops in order
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Why the host cannot start and what to do, in the operator's words; null for what only its makers can mend.</summary>
    private string? Explanation(Exception error) => error switch
    {
        StoreException => error.Message,
        SocketException or IOException { InnerException: AddressInUseException } =>
            $"{Configuration.Section<HttpOptions>(HttpOptions.Section).Url} cannot be listened on: {(error.InnerException ?? error).Message}. " +
            "Stop what listens there, or set Http:Url to another port.",
        CryptographicException => $"Http:Certificate cannot be used: {error.Message}",
        IOException or UnauthorizedAccessException => $"The host cannot start: {error.Message}",
        _ => null,
    };
}
