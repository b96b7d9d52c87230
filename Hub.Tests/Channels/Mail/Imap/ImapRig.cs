using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Imap;
using Hub.Tests.Channels.Mail.Smtp.Sending;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>What tests of the IMAP client share.</summary>
internal sealed class ImapRig : IDisposable
{
    public const string User = "hub@example.org";

    private readonly SmtpRig _smtp = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SmtpRig Smtp => _smtp;

    public ImapOptions Options(ScriptedImap server, MailSecurity security = MailSecurity.None, string caFile = "") => new()
    {
        Host = "localhost", Port = server.Port, Security = security, CaFile = caFile, User = User, Password = _smtp.PasswordFile(), TimeoutSeconds = 10,
    };

    public static Task<IMailFolder> OpenAsync(ImapOptions options, IHttpClientFactory? clients = null, TimeProvider? time = null) =>
        new ImapStore(options, clients!, time ?? TimeProvider.System, NullLogger<ImapStore>.Instance).OpenAsync("INBOX", options.After, Ct);

    /// <summary>The mails of these UIDs as they come.</summary>
    public static async Task<List<string>> FetchAsync(IMailFolder folder, IReadOnlyList<MailEntry> mails)
    {
        var texts = new List<string>();
        await folder.FetchAsync(
            mails,
            (_, content) =>
            {
                texts.Add(Encoding.Latin1.GetString(content.Span));
                return ValueTask.CompletedTask;
            },
            Ct);
        return texts;
    }

    public void Dispose() => _smtp.Dispose();
}
