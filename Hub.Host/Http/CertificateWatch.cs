using System.Globalization;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Alarms;
using Hub.Core.Security.Certificates;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Host.Http;

/// <summary>
/// Raises an alarm while a listener's certificate has expired, is not valid yet, or expires within two weeks. The host runs all the same:
/// what it does for customers on other channels must not end with a certificate.
/// </summary>
internal sealed class CertificateWatch(
    IOptions<HttpOptions> http, IOptions<MailInOptions> mail, AlarmStore alarms, TimeProvider time, ILogger<CertificateWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Between = TimeSpan.FromHours(12);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watched = Watched().ToList();
        if (watched.Count == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var all = true;
            foreach (var certificate in watched) all &= await LookAsync(certificate, stoppingToken);
            await Task.Delay(all ? Between : AfterFailure, time, stoppingToken);
        }
    }

    private IEnumerable<Life> Watched()
    {
        if (http.Value.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            yield return Read($"{HttpOptions.Section}:{nameof(HttpOptions.Certificate)}", http.Value.Certificate);
        if (mail.Value.Enabled && mail.Value.Certificate.File.Length > 0)
            yield return Read($"{MailInOptions.Section}:{nameof(MailInOptions.Certificate)}", mail.Value.Certificate);
    }

    private static Life Read(string place, CertificateOptions options)
    {
        using var certificate = CertificateFiles.Load(options).Certificate;
        return new Life(place, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
    }

    private async Task<bool> LookAsync(Life certificate, CancellationToken ct)
    {
        try
        {
            var problem = Problem(certificate, time.GetUtcNow().UtcDateTime);
            if (problem is null)
            {
                await alarms.ClearAsync(AlarmKinds.CertificateExpires, certificate.Place, ct);
                return true;
            }

            Log.CertificateUnfit(log, problem);
            await alarms.RaiseAsync(AlarmKinds.CertificateExpires, certificate.Place, problem, ct);
            return true;
        }
        catch (StoreException error)
        {
            Log.CertificateAlarmNotStored(log, error);
            return false;
        }
    }

    private static string? Problem(Life certificate, DateTime now)
    {
        var (place, from, to) = certificate;
        var fix = $"Put a valid one in {place}:File and start the host anew.";
        if (now > to) return $"The certificate of {place} expired at {Text(to)}: clients refuse the connection. {fix}";
        if (now < from) return $"The certificate of {place} is not valid before {Text(from)}: clients refuse the connection. Set the clock right, or: {fix}";
        return to - now < Soon ? $"The certificate of {place} expires at {Text(to)}. {fix}" : null;
    }

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>From when to when a certificate is valid, and the key of the configuration that names it.</summary>
    private sealed record Life(string Place, DateTime From, DateTime To);
}
