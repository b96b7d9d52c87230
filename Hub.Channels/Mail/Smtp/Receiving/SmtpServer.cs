using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>What all sessions of a listener share.</summary>
/// <param name="Options">Its options.</param>
/// <param name="Drop">Where mails go.</param>
/// <param name="Memory">What mails under way may take.</param>
/// <param name="Tls">How TLS is done; null where it is not offered.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">The log.</param>
internal sealed record SmtpServer(
    MailInOptions Options, IMailDrop Drop, SmtpMemory Memory, SslServerAuthenticationOptions? Tls, TimeProvider Time, ILogger Log);
