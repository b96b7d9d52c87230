using System.Net;
using System.Text.Json.Nodes;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Email;

/// <summary>A hub as out of the box: mail is put in at its port, answers are taken from its outbox.</summary>
public sealed class MailDesk : IAsyncLifetime
{
    public const string Address = "support@localhost";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private HubFixture? _hub;
    private int _count;

    public HubFixture Hub => _hub!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPEndPoint Port => Hub.Services.GetRequiredService<SmtpListener>().Endpoint!;

    public static async Task<MailDesk> StartAsync(HubSetup setup) => new() { _hub = await HubFixture.StartAsync(setup, Ct) };

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(new HubSetup(), Ct);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
    }

    /// <summary>A word that nothing else has.</summary>
    public string Unique(string prefix) => $"{prefix}{Interlocked.Increment(ref _count)}";

    /// <summary>A mail of a customer who has not written before.</summary>
    public CustomerMail Mail() => new() { From = $"{Unique("ann-")}@example.org", MessageId = $"{Unique("mail-")}@example.org" };

    /// <summary>The listener's reply to each mail, offered one after the other in one session.</summary>
    public async Task<IReadOnlyList<string>> OfferAsync(params CustomerMail[] mails)
    {
        await using var client = await RawSmtpClient.ConnectAsync(Port, Ct);
        Assert.StartsWith("220", await client.ReplyAsync(Ct), StringComparison.Ordinal);
        await client.TalkAsync(Ct, ("EHLO customer.example", "250"));
        var replies = new List<string>();
        foreach (var mail in mails)
        {
            await client.TalkAsync(Ct, [($"MAIL FROM:<{mail.ReturnPath ?? mail.From}>", "250"), .. mail.Recipients.Select(to => ($"RCPT TO:<{to}>", "250")), ("DATA", "354")]);
            var stuffed = mail.Text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
            await client.SendAsync(stuffed + ".\r\n", Ct);
            replies.Add(await client.ReplyAsync(Ct));
        }

        await client.TalkAsync(Ct, ("QUIT", "221"));
        return replies;
    }

    /// <summary>Offers a mail, which is taken, and finds its message.</summary>
    public async Task<Arrived> ArriveAsync(CustomerMail mail) => await FindAsync(IdOf(Assert.Single(await OfferAsync(mail))))
        ?? throw new InvalidOperationException("The mail is in quarantine.");

    /// <summary>Under which id the hub says that it keeps a mail.</summary>
    public static Guid IdOf(string reply)
    {
        const string Kept = "250 2.0.0 Kept as ";
        Assert.StartsWith(Kept, reply, StringComparison.Ordinal);
        return Guid.Parse(reply[Kept.Length..]);
    }

    /// <summary>The message of this id, or null where it is none.</summary>
    public async Task<Arrived?> FindAsync(Guid message)
    {
        var conversations = await Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<Guid>("SELECT conversation_id FROM messages WHERE id = @message", new { message }, read), Ct);
        return conversations.Count == 0 ? null : new Arrived(conversations[0], message);
    }

    public Task<JsonNode> ConversationAsync(Guid conversation) => Centre.ConversationAsync(Hub.Admin, conversation);

    public Task<JsonArray> MessagesAsync(Guid conversation) => Centre.ItemsAsync(Hub.Admin, $"/conversations/{conversation}/messages");

    /// <summary>A message as the API shows it.</summary>
    public Task<JsonNode> MessageAsync(Arrived arrived) =>
        Hub.Admin.GetAsync($"/api/v1/conversations/{arrived.Conversation}/messages/{arrived.Message}", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>Answers, and takes the answer from the outbox.</summary>
    public async Task<SentMail> AnswerAsync(Arrived arrived, string body = """{"text":"It is on its way."}""", HttpClient? by = null)
    {
        var written = await WriteAsync(arrived, body, by).JsonAsync(HttpStatusCode.Created, Ct);
        return await TakeAsync(Guid.Parse(written.Text("id")));
    }

    public Task<HttpResponseMessage> WriteAsync(Arrived arrived, string body, HttpClient? by = null) =>
        (by ?? Hub.Admin).SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", body, Ct);

    /// <summary>Takes a message from the outbox once it is there.</summary>
    public async Task<SentMail> TakeAsync(Guid message)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(
            async _ => (found = (await Centre.ItemsAsync(Hub.Admin, "/channels/mail/outbox")).FirstOrDefault(item => item!.Text("messageId") == message.ToString())) is not null,
            "the answer lies in the outbox", Soon, Ct);
        var octets = await Hub.Admin.GetByteArrayAsync($"/api/v1/channels/mail/outbox/{found!.Text("id")}", Ct);
        return new SentMail(message, Guid.Parse(found!.Text("id")), octets);
    }
}
