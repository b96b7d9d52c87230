using System.Collections.Concurrent;
using System.Text;
using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>Takes mail for a few addresses and keeps it.</summary>
internal sealed class FakeDrop : IMailDrop
{
    private readonly ConcurrentQueue<ReceivedSmtpMail> _mails = new();

    public static SmtpReply Taken { get; } = new(250, "2.0.0", "Taken");

    public HashSet<string> Known { get; } = new(["support@localhost", "sales@localhost", "grüße@localhost", "postmaster"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What was taken.</summary>
    public IReadOnlyList<ReceivedSmtpMail> Mails => [.. _mails];

    /// <summary>What happens to a mail before it is kept; by default it is taken at once.</summary>
    public Func<ReceivedSmtpMail, CancellationToken, Task<SmtpReply>> Answer { get; set; } = (_, _) => Task.FromResult(Taken);

    public bool Accepts(string recipient) => Known.Contains(recipient);

    public async Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, CancellationToken ct)
    {
        var reply = await Answer(mail, ct);
        // the content is lent for the time of this call
        if (reply.Code == 250) _mails.Enqueue(mail with { Content = mail.Content.ToArray() });
        return reply;
    }

    /// <summary>The recipients of what was refused for its size.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> TooLarge { get; } = new();

    public Task TellTooLargeAsync(IReadOnlyList<string> recipients, int most, CancellationToken ct)
    {
        TooLarge.Enqueue(recipients);
        return Task.CompletedTask;
    }

    /// <summary>The mails as their clients sent them.</summary>
    public IReadOnlyList<string> Texts() => [.. Mails.Select(mail => Encoding.UTF8.GetString(SmtpTrace.Read(mail.Content)!.Mail.Span))];
}
