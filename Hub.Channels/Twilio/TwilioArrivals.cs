using System.Globalization;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Channels.Twilio;

/// <summary>
/// Takes in a message, whether a webhook brought it or it was looked up: its files first, then all of it in one transaction, with what its
/// sender wants of us. A message whose files cannot be had now is left for a later look, for an hour; then it is taken without them.
/// </summary>
internal sealed class TwilioArrivals(ITwilioApi api, TwilioOptions options, TwilioReader reader, TwilioParts parts)
{
    private const int MostFiles = 10;
    private const string Known = "SELECT 1 FROM message_sources WHERE channel = $1 AND provider_id = $2 AND fingerprint = ''";

    private static readonly TimeSpan FilesWait = TimeSpan.FromHours(1);

    /// <summary>Takes it; durable when it is answered.</summary>
    /// <param name="channel">The account.</param>
    /// <param name="fields">Its fields; of its files the addresses.</param>
    /// <param name="at">When it was sent.</param>
    /// <param name="ct">Ends the wait; it may have been taken.</param>
    /// <returns>False where its files cannot be had now: it was not taken, and is to be offered again.</returns>
    public async Task<bool> TryTakeAsync(IInboundChannel channel, IReadOnlyDictionary<string, string> fields, DateTimeOffset at, CancellationToken ct)
    {
        var sid = fields.GetValueOrDefault("MessageSid") ?? "";
        var input = new TwilioInput(fields);
        if (CountOf(fields) > 0)
        {
            // its files were fetched when it came first, and are part of what tells other content under its SID
            if (await parts.Store.ReadAsync((db, read) => db.Statement(Known).Bind(channel.Account.Id).Bind(sid).FirstAsync(row => row.Long(0), read), ct) == 1) return true;
            if (await WithFilesAsync(input, at, ct) is not { } whole) return false;
            input = whole;
        }

        await parts.Intake.AcceptAsync(
            channel, TwilioReader.Write(sid, input), (unit, token) => parts.Store.WriteAsync((tx, write) => RunAsync(tx, channel.Account, unit, fields, write), token),
            kept => kept, ct);
        return true;
    }

    private async Task<IntakeResult> RunAsync(
        Tx tx, ChannelAccount account, Func<Tx, CancellationToken, Task<IntakeResult>> unit, IReadOnlyDictionary<string, string> fields, CancellationToken ct)
    {
        var result = await unit(tx, ct);
        // what is repeated was heeded the first time: meanwhile its sender may have thought better of it
        if (result is not (IntakeResult.Created or IntakeResult.Appended) || OptOutChoice.Of(fields) is not { } stops) return result;
        if (ContactAddress.Canonical(account.PointKind, reader.Plain(fields.GetValueOrDefault("From")) ?? "") is not { } address) return result;
        var actor = "channel:" + account.Id;
        if (stops) await SuppressionList.AddAsync(tx, new NewSuppression(account.PointKind, address, SuppressionScope.All, SuppressionReason.OptOut), actor, ct);
        else await SuppressionList.LiftAsync(tx, (account.PointKind, address, SuppressionReason.OptOut), LiftReason.Asked, actor, ct);
        return result;
    }

    private async Task<TwilioInput?> WithFilesAsync(TwilioInput input, DateTimeOffset at, CancellationToken ct)
    {
        var isLate = parts.Time.GetUtcNow() - at > FilesWait;
        var files = new List<TwilioFile>();
        var missing = 0;
        for (var i = 0; i < Math.Min(CountOf(input.Fields), MostFiles); i++)
        {
            var named = input.Fields.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i}"));
            var answer = TwilioMediaPlace.Of(named) is { } place
                ? await api.FetchMediaAsync(place, options.MaxMediaBytes, ct)
                : new TwilioAnswer<TwilioContent>.Refused(400, null, null);
            if (answer is TwilioAnswer<TwilioContent>.Done { Value: var content }) files.Add(FileOf(content, files.Count));
            else if (isLate || IsFinal(answer)) missing++;
            else return null;
        }

        return input with { Files = files, Missing = missing };
    }

    private static TwilioFile FileOf(TwilioContent content, int place) =>
        new(string.Create(CultureInfo.InvariantCulture, $"file-{place + 1}{MediaTypes.EndingOf(content.Type)}"), content.Type, content.Bytes);

    /// <summary>Whether asking again would be answered the same.</summary>
    private static bool IsFinal(TwilioAnswer<TwilioContent> answer) => answer is TwilioAnswer<TwilioContent>.Refused { Status: >= 400 and < 500 and not (401 or 408 or 425 or 429) };

    private static int CountOf(IReadOnlyDictionary<string, string> fields) =>
        int.TryParse(fields.GetValueOrDefault("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
