using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Channels.WebChat;
using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Chat;
using Hub.Host.Configuration;
using Hub.Host.Desk;
using Hub.Host.Hosting;
using Hub.Host.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hub.Host.Commands;

/// <summary><c>run</c>: the hub, until it is told to stop (SIGTERM, SIGINT).</summary>
internal static class RunCommand
{
    /// <summary>EX_CONFIG of sysexits.h: a service manager need not try again.</summary>
    public const int ConfigurationFault = 78;

    private const int Failed = 1;
    private const string PasswordVariable = "OMNIHUB_ADMIN_PASSWORD";

    public static async Task<int> RunAsync(CommandContext context)
    {
        var paths = HostPaths.FromArguments(context.Arguments);
        if ((paths.Problem ?? UnknownArgument(paths)) is { } problem)
        {
            await context.Errors.WriteLineAsync($"run: {problem}");
            return CommandTable.Usage;
        }

        var configuration = HubConfiguration.Load(paths);
        var password = Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given ? given : null;
        if (configuration.Faults.Count > 0 || PasswordFault(password) is not null)
        {
            if (configuration.Faults.Count > 0) FaultReport.Write(context.Errors, configuration.Faults);
            if (PasswordFault(password) is { } fault) await context.Errors.WriteLineAsync($"{PasswordVariable}: {fault}");
            return ConfigurationFault;
        }

        return await RunAsync(configuration, password, context);
    }

    private static async Task<int> RunAsync(HubConfiguration configuration, string? password, CommandContext context)
    {
        var started = false;
        try
        {
            await using var app = HubHost.Build(configuration);
            await StartAsync(app, configuration.Paths, password, context);
            started = true;
            await app.WaitForShutdownAsync(context.Stop);
            return 0;
        }
        catch (Exception error) when (!started && Explanation(error, configuration) is { } explanation)
        {
            await context.Errors.WriteLineAsync(explanation);
            return Failed;
        }
    }

    /// <summary>Why the host cannot start and what to do, in the operator's words; null for what only its makers can mend.</summary>
    private static string? Explanation(Exception error, HubConfiguration configuration) => error switch
    {
        StoreException => error.Message,
        SocketException or IOException { InnerException: AddressInUseException } =>
            $"{configuration.Section<HttpOptions>(HttpOptions.Section).Url} cannot be listened on: {(error.InnerException ?? error).Message}. " +
            "Stop what listens there, or set Http:Url to another port.",
        CryptographicException => $"Http:Certificate cannot be used: {error.Message}",
        IOException or UnauthorizedAccessException => $"The host cannot start: {error.Message}",
        _ => null,
    };

    private static async Task StartAsync(WebApplication app, HostPaths paths, string? password, CommandContext context)
    {
        var output = context.Output;
        // at once: if the host cannot start after this, nobody could say it again
        if (await HubStartup.PrepareAsync(app, password, context.Stop) is { } made)
            await output.WriteLineAsync($"The first user is {FirstAdmin.Name}, password (shown this once): {made}");
        try
        {
            await app.StartAsync(context.Stop);
        }
        catch
        {
            // what has started before the failure stops in order
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        var address = Address(app);
        await output.WriteLineAsync($"OmniHub is ready at {address}");
        await output.WriteLineAsync($"  desk    {address}{DeskRoutes.Path}");
        foreach (var chat in app.Services.GetRequiredService<ChannelRegistry>().All.OfType<WebChatChannel>())
            await output.WriteLineAsync($"  chat    {address}{ChatRoutes.PathOf(chat.Account.Id)}");
        await output.WriteLineAsync($"  API     {address}/api/v1");
        if (app.Services.GetRequiredService<SmtpListener>().Endpoint is { } mail) await output.WriteLineAsync($"  mail    {MailAddress(mail)} (SMTP)");
        await output.WriteLineAsync($"  data    {paths.DataFolder} ({app.Services.GetRequiredService<Store>().Dialect.Name})");
        await output.WriteLineAsync($"  config  {paths.ConfigFile}");
        if (!ControlSocketFile.IsPossible(ControlSocketFile.PathIn(paths.DataFolder)))
            await output.WriteLineAsync("  Commands such as user and key need this host stopped: the data folder's path is too long for its control socket.");
        await output.FlushAsync(context.Stop);
    }

    /// <summary>The address to show: the real port, and for "every interface" one that can be called from here.</summary>
    internal static string Address(WebApplication app) => Address(app.Services.GetRequiredService<IServer>());

    /// <inheritdoc cref="Address(WebApplication)"/>
    internal static string Address(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = BindingAddress.Parse(addresses.First(text => !text.Contains("://unix:", StringComparison.Ordinal)));
        var host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }

    private static IPEndPoint MailAddress(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any) ? new(IPAddress.Loopback, endpoint.Port) : endpoint;

    private static string? UnknownArgument(HostPaths paths) => paths.OtherArguments is [var unknown, ..]
        ? $"unknown argument {unknown}; known are --config FILE and --data DIR"
        : null;

    private static string? PasswordFault(string? password) => password is null ? null : PasswordRules.Fault(password, FirstAdmin.Name);
}
