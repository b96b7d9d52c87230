namespace Hub.Host.Http;

/// <summary>Event ids 9500-9599.</summary>
internal static partial class Log
{
    [LoggerMessage(9500, LogLevel.Warning, "{Problem}")]
    public static partial void CertificateUnfit(ILogger log, string problem);

    [LoggerMessage(9501, LogLevel.Warning, "The alarm about the certificate could not be stored and is tried again")]
    public static partial void CertificateAlarmNotStored(ILogger log, Exception error);
}
