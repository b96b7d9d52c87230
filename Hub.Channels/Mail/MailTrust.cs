using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail;

/// <summary>Which certificates are a server's own: those for its name that the system's authorities or the extra ones vouch for.</summary>
internal sealed partial class MailTrust(string host, X509Certificate2Collection extra, ILogger log)
{
    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = host,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate as X509Certificate2, chain, errors),
    };

    private bool IsTrusted(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        var isForItsName = errors == SslPolicyErrors.RemoteCertificateChainErrors;
        if (isForItsName && certificate is not null && IsVouchedFor(certificate, chain)) return true;
        CertificateRefused(log, host, errors.ToString());
        return false;
    }

    private bool IsVouchedFor(X509Certificate2 certificate, X509Chain? sent)
    {
        if (extra.Count == 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(extra);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    [LoggerMessage(4306, LogLevel.Warning, "The certificate of the mail server {Host} is not trusted: {Errors}")]
    private static partial void CertificateRefused(ILogger log, string host, string errors);
}
