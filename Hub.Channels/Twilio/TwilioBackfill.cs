using System.Globalization;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// Looks up what came in, whatever became of its webhook: the list is the provider's own account of it. Goes back further than the last look,
/// because messages appear in the list late, and takes what is not known, the oldest first.
/// </summary>
internal sealed class TwilioBackfill(
    string prefix, TwilioOptions options, TwilioReader reader, (ITwilioApi Api, TwilioArrivals Arrivals) line, TwilioParts parts)
{
    /// <summary>What is taken in one look at the most; a later one takes the rest.</summary>
    private const int MostTaken = 20_000;

    // the webhook of what came just now is on its way, and says more than the list: the sender's name, a location, a button
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private const string Known =
        """
        SELECT 1 FROM message_sources WHERE channel = $1 AND provider_id = $2 AND fingerprint = ''
        UNION ALL SELECT 1 FROM quarantine WHERE channel = $1 AND reception_id = $2 LIMIT 1
        """;

    // what this process has brought to the intake: what people have since discarded from quarantine is not brought again
    private readonly HashSet<string> _brought = new(StringComparer.Ordinal);

    /// <summary>Looks once.</summary>
    /// <param name="channel">The account.</param>
    /// <param name="from">From when on.</param>
    /// <param name="ct">Ends the look.</param>
    /// <returns>Why Twilio did not let us look to the end; null where it did.</returns>
    public async Task<string?> RunAsync(IInboundChannel channel, DateTimeOffset from, CancellationToken ct)
    {
        var fresh = new List<TwilioMessage>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var to in Receivers())
            if (await ListAsync(channel.Account.Id, new TwilioMessageFilter(to, from), (fresh, listed), ct) is { } refused) return refused;

        foreach (var message in fresh.OrderBy(message => message.At))
        {
            if (await FieldsAsync(message, ct) is not { } fields) continue;
            if (await line.Arrivals.TryTakeAsync(channel, fields, message.At ?? parts.Time.GetUtcNow(), ct)) _brought.Add(message.Sid);
        }

        _brought.IntersectWith(listed);
        return null;
    }

    /// <summary>The account's numbers; null, for everybody, where a messaging service has them.</summary>
    private IEnumerable<string?> Receivers() => options.CanonicalNumbers is [_, ..] numbers && options.MessagingServiceSid.Length == 0
        ? numbers.Select(number => (string?)(prefix + number))
        : [null];

    private async Task<string?> ListAsync(
        string channel, TwilioMessageFilter filter, (List<TwilioMessage> Fresh, HashSet<string> Listed) into, CancellationToken ct)
    {
        for (var page = filter; ;)
        {
            var answer = await line.Api.ListAsync(page, ct);
            if (answer is not TwilioAnswer<TwilioMessagePage>.Done { Value: var found }) return Refusal(answer);
            foreach (var message in found.Messages.Where(IsOurs))
                if (into.Listed.Add(message.Sid) && !_brought.Contains(message.Sid) && into.Fresh.Count < MostTaken && !await IsKnownAsync(channel, message.Sid, ct))
                    into.Fresh.Add(message);
            if (found.NextPageUri is not { Length: > 0 } next) return null;
            page = filter with { PageUri = next };
        }
    }

    private bool IsOurs(TwilioMessage message) =>
        message.Direction == "inbound" && !(message.At > parts.Time.GetUtcNow() - Grace) && TwilioReader.IsSid(message.Sid) && reader.Plain(message.From) is not null
        && (prefix.Length > 0 || message.From!.IndexOf(':', StringComparison.Ordinal) < 0)
        && (options.MessagingServiceSid.Length == 0 || message.MessagingServiceSid == options.MessagingServiceSid
            || options.CanonicalNumbers.Contains(reader.Plain(message.To) ?? ""));

    private async Task<bool> IsKnownAsync(string channel, string sid, CancellationToken ct) =>
        await parts.Store.ReadAsync((db, read) => db.Statement(Known).Bind(channel).Bind(sid).FirstAsync(row => true, read), ct);

    /// <summary>As its webhook would have had them; null where they cannot be had now.</summary>
    private async Task<Dictionary<string, string>?> FieldsAsync(TwilioMessage message, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MessageSid"] = message.Sid, ["From"] = message.From ?? "", ["To"] = message.To ?? "", ["Body"] = message.Body ?? "", ["NumMedia"] = message.NumMedia ?? "0",
        };
        if ((message.DateSent ?? message.DateCreated) is { } sent) fields["DateSent"] = sent;
        if (fields["NumMedia"] == "0") return fields;
        if (await line.Api.ListMediaAsync(message.Sid, ct) is not TwilioAnswer<TwilioMediaPage>.Done { Value: var page }) return null;
        for (var i = 0; i < page.MediaList.Count; i++)
            fields[string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i}")] = page.MediaList[i].Uri ?? "";
        fields["NumMedia"] = page.MediaList.Count.ToString(CultureInfo.InvariantCulture);
        return fields;
    }

    private static string Refusal(TwilioAnswer<TwilioMessagePage> answer) => answer switch
    {
        TwilioAnswer<TwilioMessagePage>.Refused refused => string.Create(CultureInfo.InvariantCulture, $"HTTP {refused.Status}, Twilio error {refused.Code}"),
        TwilioAnswer<TwilioMessagePage>.Broken broken => broken.Cause,
        _ => throw new ArgumentException("It was not refused.", nameof(answer)),
    };
}
