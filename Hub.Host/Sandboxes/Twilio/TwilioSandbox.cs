using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Hub.Host.Sandboxes.Twilio;

/// <summary>
/// Twilio on a loopback port, for the tour, the measurements and the tests: makes messages, reports what becomes of them, brings messages from
/// customers to a hook, keeps them all for whoever looks them up, and fails on demand.
/// </summary>
internal sealed class TwilioSandbox : IAsyncDisposable
{
    private const int MostNoted = 10_000;

    private readonly WebApplication _app;
    private readonly TwilioSandboxCaller _caller;
    private readonly ConcurrentQueue<TwilioSandboxRequest> _requests = new();
    private readonly CancellationTokenSource _ending = new();

    private TwilioSandbox(string accountSid, string authToken, TimeProvider time)
    {
        (AccountSid, AuthToken, Time) = (accountSid, authToken, time);
        Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accountSid}:{authToken}"));
        Store = new TwilioSandboxStore(time);
        _caller = new TwilioSandboxCaller(authToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        var api = new TwilioSandboxApi(this);
        _app.Run(api.AnswerAsync);
    }

    public string AccountSid { get; }

    public string AuthToken { get; }

    public TimeProvider Time { get; }

    public TwilioSandboxStore Store { get; }

    /// <summary>Where the API is.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Where messages of customers are brought; null for nowhere, as when the hub is away.</summary>
    public string? HookUrl { get; set; }

    /// <summary>Where those to some addresses are brought instead.</summary>
    public Dictionary<string, string> HookUrls { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether what becomes of messages is reported by itself.</summary>
    public bool Reports { get; set; }

    /// <summary>Whether requests are kept to be looked at.</summary>
    public bool Notes { get; set; } = true;

    /// <summary>What goes wrong now.</summary>
    public TwilioSandboxFault Fault { get; set; }

    /// <summary>The code of a refusal.</summary>
    public int Code { get; set; } = 21211;

    /// <summary>What a busy provider asks for.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The messages on a page at the most.</summary>
    public int MostPerPage { get; set; } = 1000;

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyCollection<TwilioSandboxRequest> Requests => _requests;

    internal string Authorization { get; }

    public static async Task<TwilioSandbox> StartAsync(string accountSid, string authToken, TimeProvider time, CancellationToken ct)
    {
        var sandbox = new TwilioSandbox(accountSid, authToken, time);
        await sandbox._app.StartAsync(ct);
        return sandbox;
    }

    /// <summary>A customer writes.</summary>
    /// <returns>The message, and how the hook answered; 0 where there is none or it is away.</returns>
    public async Task<(TwilioSandboxMessage Message, int Status)> WriteAsync(TwilioSandboxMessage message, CancellationToken ct)
    {
        message.Status = "received";
        Store.Add(message);
        return (message, HookUrls.GetValueOrDefault(message.To, HookUrl ?? "") is { Length: > 0 } url ? await _caller.CallAsync(url, FieldsOf(message), ct) : 0);
    }

    /// <summary>As the other one, of a text alone.</summary>
    public Task<(TwilioSandboxMessage Message, int Status)> WriteAsync(string from, string to, string text, CancellationToken ct) => WriteAsync(
        new TwilioSandboxMessage { Sid = Store.NewSid("SM"), From = from, To = to, Body = text, IsInbound = true, At = Time.GetUtcNow() }, ct);

    /// <summary>Reports what became of a message.</summary>
    public Task<int> ReportAsync(TwilioSandboxMessage message, string status, int? code, CancellationToken ct)
    {
        (message.Status, message.ErrorCode) = (status, code);
        if (message.StatusCallback is not { } url) return Task.FromResult(0);
        var fields = new List<KeyValuePair<string, string>>
        {
            new("AccountSid", AccountSid), new("ApiVersion", "2010-04-01"), new("From", message.From), new("MessageSid", message.Sid),
            new("MessageStatus", status), new("SmsSid", message.Sid), new("SmsStatus", status), new("To", message.To),
        };
        if (code is { } error) fields.Add(new("ErrorCode", error.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return _caller.CallAsync(url, fields, ct);
    }

    /// <summary>The fields of the webhook of a customer's message.</summary>
    public List<KeyValuePair<string, string>> FieldsOf(TwilioSandboxMessage message)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("ToCountry", "DE"), new("SmsMessageSid", message.Sid), new("NumMedia", message.Media.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("SmsSid", message.Sid), new("SmsStatus", "received"), new("Body", message.Body), new("To", message.To), new("NumSegments", "1"),
            new("MessageSid", message.Sid), new("AccountSid", AccountSid), new("From", message.From), new("ApiVersion", "2010-04-01"),
        };
        if (message.MessagingServiceSid is { } service) fields.Add(new("MessagingServiceSid", service));
        var place = 0;
        foreach (var (sid, (type, _)) in message.Media)
        {
            fields.Add(new($"MediaUrl{place}", $"{Url}/2010-04-01/Accounts/{AccountSid}/Messages/{message.Sid}/Media/{sid}"));
            fields.Add(new($"MediaContentType{place++}", type));
        }

        fields.AddRange(message.More);
        return fields;
    }

    /// <summary>The signature of a call to this address.</summary>
    public string Sign(string url, IEnumerable<KeyValuePair<string, string>> fields) => _caller.Sign(url, fields);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _caller.Dispose();
        _ending.Dispose();
    }

    internal void Note(TwilioSandboxRequest request)
    {
        if (Notes && _requests.Count < MostNoted) _requests.Enqueue(request);
    }

    /// <summary>Makes the message of a form.</summary>
    internal TwilioSandboxMessage Make(List<KeyValuePair<string, string>> form)
    {
        string? Value(string name) => form.FirstOrDefault(field => field.Key == name).Value;
        var message = new TwilioSandboxMessage
        {
            Sid = Store.NewSid("SM"),
            From = Value("From") ?? "",
            To = Value("To") ?? "",
            Body = Value("Body") ?? "",
            MessagingServiceSid = Value("MessagingServiceSid"),
            StatusCallback = Value("StatusCallback"),
            ContentSid = Value("ContentSid"),
            MediaUrls = [.. form.Where(field => field.Key == "MediaUrl").Select(field => field.Value)],
            IsInbound = false,
            At = Time.GetUtcNow(),
        };
        Store.Add(message);
        return message;
    }

    /// <summary>Reports as the network would: sent, delivered, and on WhatsApp read; free text outside the window fails (63016).</summary>
    internal void ReportLater(TwilioSandboxMessage message) => _ = Task.Run(
        async () =>
        {
            var isWhatsApp = message.To.StartsWith("whatsapp:", StringComparison.Ordinal);
            if (isWhatsApp && message.ContentSid is null && !Store.WroteLately(message.To))
            {
                await ReportAsync(message, "failed", 63016, _ending.Token);
                return;
            }

            foreach (var status in (string[])(isWhatsApp ? ["sent", "delivered", "read"] : ["sent", "delivered"])) await ReportAsync(message, status, null, _ending.Token);
        },
        _ending.Token);
}
