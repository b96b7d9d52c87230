using System.Net.Security;

namespace Hub.Host.Commands;

/// <summary>
/// <c>health</c>: asks the host on this machine whether it is alive (GET /healthz of <c>Http:Url</c>) and ends with 0 or 1. It is
/// the container's health check, whose image has no other HTTP client.
/// </summary>
public static class HealthCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] AllInterfaces = ["0.0.0.0", "[::]", "+", "*"];

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter errors, CancellationToken ct)
    {
        var url = ProbeUrl(configuration["Http:Url"] ?? DefaultUrl);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        // the host is asked by its loopback address, which no certificate names; nothing secret is sent
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, faults) =>
            !faults.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(url, ct);
            if (answer.IsSuccessStatusCode) return 0;
            await errors.WriteLineAsync($"{url} answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            await errors.WriteLineAsync($"{url} did not answer: {e.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await errors.WriteLineAsync($"{url} did not answer within {Patience.TotalSeconds} s.");
        }
        return 1;
    }

    /// <summary>Where to ask a host that listens on the first of these addresses: "all interfaces" is reached by loopback.</summary>
    internal static Uri ProbeUrl(string listenUrls)
    {
        var address = BindingAddress.Parse(listenUrls.Split(';')[0]);
        var host = AllInterfaces.Contains(address.Host) ? "127.0.0.1" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}/healthz");
    }
}
