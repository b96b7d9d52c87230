using System.Net;
using System.Net.Sockets;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Security;
using Hub.Host.Configuration;
using Hub.Host.Http;

namespace Hub.Host.Demo;

/// <summary>The listeners of the installation with the channels of the demo: whatever the installation is connected to, the demo is not.</summary>
/// <param name="Configuration">What the demo runs with.</param>
/// <param name="Remarks">What differs from what the operator has configured.</param>
internal sealed record DemoConfiguration(HubConfiguration Configuration, IReadOnlyList<string> Remarks)
{
    private static readonly string ConfigFile = Path.Combine("config", "demo.json");
    private static readonly string[] Kept = [$"{HttpOptions.Section}:", $"{MailInOptions.Section}:"];

    /// <param name="configured">What the operator has configured.</param>
    /// <param name="dataFolder">The demo's data folder.</param>
    /// <param name="sandboxes">The settings that lead to the sandboxes of providers.</param>
    public static DemoConfiguration Of(HubConfiguration configured, string dataFolder, IReadOnlyDictionary<string, string> sandboxes)
    {
        var environment = configured.Current.Pick(key => Kept.Any(section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
            // the providers of the tour are on this machine and call what is listened on
            .Where(setting => setting.Value is { Length: > 0 } && !setting.Key.Equals("Http:PublicUrl", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(setting => Variable(setting.Key), setting => setting.Value!);
        foreach (var (key, value) in sandboxes) environment[Variable(key)] = value;
        var remarks = new List<string>();
        environment[Variable("MailIn:Enabled")] = "true";
        ChooseUrl(BindingAddress.Parse(configured.Section<HttpOptions>(HttpOptions.Section).Url), environment, remarks);
        ChooseMailPort(configured.Section<MailInOptions>(MailInOptions.Section), environment, remarks);
        var configuration = HubConfiguration.Load(
            HostPaths.FromArguments(["--data", dataFolder, "--config", ConfigFile]), ConfigurationSchema.Default, SecretSources.Process, environment);
        return configuration.Faults is [var fault, ..]
            ? throw new InvalidOperationException($"{fault.Origin} {fault.Key}: {fault.Problem}")
            : new DemoConfiguration(configuration, remarks);
    }

    private static void ChooseUrl(BindingAddress url, Dictionary<string, string> environment, List<string> remarks)
    {
        if (!IsBusy(url.Host, url.Port)) return;
        // a free port is picked for one address, and localhost stands for two
        var host = url.Host == "localhost" ? "127.0.0.1" : url.Host;
        environment[Variable("Http:Url")] = $"{url.Scheme}://{host}:0";
        remarks.Add($"port {url.Port} is in use, so the desk has a free one");
    }

    private static void ChooseMailPort(MailInOptions mail, Dictionary<string, string> environment, List<string> remarks)
    {
        if (!IsBusy(mail.Address, mail.Port)) return;
        environment[Variable("MailIn:Port")] = "0";
        remarks.Add($"port {mail.Port} is in use, so mail has a free one");
    }

    private static bool IsBusy(string host, int port)
    {
        if (port == 0) return false;
        var address = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var parsed) ? parsed : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return false;
        }
        catch (SocketException error)
        {
            // anything else is told when the host listens
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    private static string Variable(string key) => "OMNIHUB__" + key.Replace(":", "__", StringComparison.Ordinal);
}
