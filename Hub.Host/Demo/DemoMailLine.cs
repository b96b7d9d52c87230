using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core;
using Hub.Core.Channels;
using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>
/// Customers with a mail program. They send to the hub's own listener, as any mail server would, and fetch the answers where the hub puts
/// them: the folder <c>outbox</c>.
/// </summary>
internal sealed class DemoMailLine(IMailTransport server, string outbox, TimeProvider time) : IDemoLine
{
    private readonly HashSet<string> _fetched = [];

    public bool Carries(string channel) => channel is DemoStory.Mail or DemoStory.Billing;

    public async Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
    {
        var id = Ids.New(time);
        var mail = await DemoMail.WriteAsync(from, letter, Ids.Text(id), time.GetUtcNow(), ct);
        var returnPath = letter.Kind == DemoReplyKind.Written ? from.Address : "";
        var envelope = new MailEnvelope(Ids.Text(id), returnPath, [DemoMail.ReceiverOf(from, letter)]);
        if (await server.SendAsync(envelope, mail, ct) is not DeliveryResult.Accepted and var refused)
            throw new DemoException($"A mail was not taken: {refused}.");
    }

    public async Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct)
    {
        if (!Directory.Exists(outbox)) return [];
        var answers = new List<DemoAnswer>();
        // the names are ids, which sort by time
        foreach (var path in Directory.EnumerateFiles(outbox, "*.eml").Where(path => !_fetched.Contains(path)).Order(StringComparer.Ordinal).ToList())
        {
            var mail = MailReader.Read(await File.ReadAllBytesAsync(path, ct));
            _fetched.Add(path);
            answers.AddRange(mail.To.Select(to => new DemoAnswer(to.Address, mail.ReplyTo is [var wanted, ..] ? wanted.Address : null, mail.MessageId, mail.Subject)));
        }

        return answers;
    }
}
