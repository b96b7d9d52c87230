using System.Globalization;
using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Host.Http;

/// <summary>
/// Raises an alarm while the listener's certificate has expired, is not valid yet, or expires within two weeks. The host runs all the same:
/// what it does for customers on other channels must not end with a certificate.
/// </summary>
internal sealed class CertificateWatch(IOptions<HttpOptions> options, AlarmStore alarms, TimeProvider time, ILogger<CertificateWatch> log)
    : BackgroundService
{
    private const string Subject = "Http:Certificate";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Between = TimeSpan.FromHours(12);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) return;
        using var certificate = HttpCertificates.Load(options.Value.Certificate);
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await LookAsync(from, to, stoppingToken) ? Between : AfterFailure, time, stoppingToken);
    }

    private async Task<bool> LookAsync(DateTime from, DateTime to, CancellationToken ct)
    {
        try
        {
            var problem = Problem(from, to, time.GetUtcNow().UtcDateTime);
            if (problem is null)
            {
                await alarms.ClearAsync(AlarmKinds.CertificateExpires, Subject, ct);
                return true;
            }

            Log.CertificateUnfit(log, problem);
            await alarms.RaiseAsync(AlarmKinds.CertificateExpires, Subject, problem, ct);
            return true;
        }
        catch (StoreException error)
        {
            Log.CertificateAlarmNotStored(log, error);
            return false;
        }
    }

    private static string? Problem(DateTime from, DateTime to, DateTime now)
    {
        const string Fix = "Put a valid one in Http:Certificate:File and start the host anew.";
        if (now > to) return $"The certificate of Http:Certificate expired at {Text(to)}: clients refuse the connection. {Fix}";
        if (now < from) return $"The certificate of Http:Certificate is not valid before {Text(from)}: clients refuse the connection. Set the clock right, or: {Fix}";
        return to - now < Soon ? $"The certificate of Http:Certificate expires at {Text(to)}. {Fix}" : null;
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
