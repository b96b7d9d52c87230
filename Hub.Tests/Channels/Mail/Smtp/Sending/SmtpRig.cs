using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Core.Security;
using Hub.Tests.Servers;
using Hub.Tests.Time;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>What tests of sending share: a mail, a password file, a certificate, a log that is kept.</summary>
public sealed class SmtpRig : IDisposable
{
    public const string Password = "s3cret pässword";

    private readonly TempFolder _folder = new("smtp");
    private readonly KeptLog _kept = new();
    private readonly ILoggerFactory _logs;

    public SmtpRig() => _logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(_kept));

    public ManualTime Time { get; } = new();

    public static byte[] Message { get; } = "Subject: x\r\n\r\nHello\r\n"u8.ToArray();

    /// <summary>Everything that was logged.</summary>
    public string Logged => _kept.Text;

    public static MailEnvelope To(params string[] recipients) => new("0197-id", "support@example.org", recipients);

    public SmtpTransport Transport(SmtpOptions options, TimeProvider? time = null) => new(options, time ?? TimeProvider.System, _logs.CreateLogger<SmtpTransport>());

    public SecretReference PasswordFile(string password = Password)
    {
        var path = _folder["password"];
        File.WriteAllText(path, password);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return SecretReference.TryParse("file:" + path, out var reference) ? reference : throw new InvalidOperationException("file:PATH is a reference");
    }

    /// <summary>A certificate of its own authority, and the file that makes it trusted.</summary>
    public (X509Certificate2 Certificate, string CaFile) Certificate(string name = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(_folder["ca.pem"], bare.ExportCertificatePem());
        return (X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pfx), null), _folder["ca.pem"]);
    }

    public static SmtpOptions Plain(ScriptedSmtp server) => new() { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None };

    /// <summary>Sends one mail over a transport of its own.</summary>
    public async Task<DeliveryResult> SendAsync(SmtpOptions options, MailEnvelope envelope, string? message = null)
    {
        await using var transport = Transport(options);
        return await transport.SendAsync(envelope, message is null ? Message : Encoding.UTF8.GetBytes(message), TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _logs.Dispose();
        _folder.Dispose();
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text) _text.AppendLine(CultureInfo.InvariantCulture, $"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
