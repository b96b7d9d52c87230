using System.Net;
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
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hub.Host.Commands;

/// <summary><c>run</c>: the hub, until it is told to stop (SIGTERM, SIGINT).</summary>
internal static class RunCommand
{
    /// <summary>EX_CONFIG of sysexits.h: a service manager need not try again.</summary>
    public const int ConfigurationFault = 78;

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

        return await new HubRun
        {
            Configuration = configuration,
            AdminPassword = password,
            // at once: if the host cannot start after this, nobody could say it again
            PreparedAsync = (_, made) => made is null
                ? Task.CompletedTask
                : context.Output.WriteLineAsync($"The first user is {FirstAdmin.Name}, password (shown this once): {made}"),
            ReadyAsync = app => TellAsync(app, paths, context.Output),
        }.RunAsync(context);
    }

    private static async Task TellAsync(WebApplication app, HostPaths paths, TextWriter output)
    {
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

    /// <summary>Where to send mail from here.</summary>
    internal static IPEndPoint MailAddress(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any) ? new(IPAddress.Loopback, endpoint.Port) : endpoint;

    private static string? UnknownArgument(HostPaths paths) => paths.OtherArguments is [var unknown, ..]
        ? $"unknown argument {unknown}; known are --config FILE and --data DIR"
        : null;

    private static string? PasswordFault(string? password) => password is null ? null : PasswordRules.Fault(password, FirstAdmin.Name);
}
