using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Imap;

/// <summary>A folder that is open on a connection.</summary>
internal sealed class ImapFolder(
    ImapConnection connection, ImapOptions options, (MailAfter After, string Target) taken, uint validity, (TimeProvider Time, ILogger Log) parts) : IMailFolder
{
    /// <summary>Servers end a connection that idles for longer than about 10 minutes.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);

    private const int Reserve = 64 << 10;

    private const string Sizes = "(UID RFC822.SIZE INTERNALDATE)";

    public uint Validity => validity;

    public uint Count => connection.Count;

    public async Task<IReadOnlyList<MailEntry>> ListAsync(uint after, int most, bool withSizes, CancellationToken ct)
    {
        // what is told from here on is looked at the next time
        connection.HasNews = false;
        if (after == uint.MaxValue) return [];
        var set = $"{Text(after + 1)}:*";
        var found = new SortedList<uint, MailEntry>();
        // some servers refuse to list nothing
        if (Count == 0 || (withSizes && await TryListAsync(set, Sizes, Take, ct))) return [.. found.Values];
        // one mail that it knows nothing of may not hide the others, nor be hidden
        if (!await TryListAsync(set, "(UID)", Take, ct)) throw new MailStoreBrokenException("the server does not list its mails");
        return [.. found.Values];

        void Take(MailEntry mail)
        {
            // a star means the last mail, also when that comes before the first number
            if (mail.Uid > after && (mail.Size is not null || !found.ContainsKey(mail.Uid))) found[mail.Uid] = mail;
            if (found.Count > most) found.RemoveAt(most);
        }
    }

    public async Task<MailEntry?> FindAsync(uint uid, CancellationToken ct)
    {
        MailEntry? found = null;
        var isListed = await TryListAsync(Text(uid), Sizes, mail => found = mail.Uid == uid && found?.Size is null ? mail : found, ct);
        return isListed && found is null or { Size: not null } ? found : throw new MailNotFetchedException("the server does not know its size", lineIsLost: false);
    }

    public async Task FetchAsync(IReadOnlyList<MailEntry> mails, Func<MailEntry, ReadOnlyMemory<byte>, ValueTask> take, CancellationToken ct)
    {
        var wanted = mails.ToDictionary(mail => mail.Uid);
        // sizes are the server's estimate; one that is far off may not fill the memory
        var left = mails.Count == 1 ? options.MaxMessageBytes : (mails.Sum(mail => mail.Size ?? 0) * 2) + Reserve;
        var withheld = false;
        var command = new ImapCommand($"UID FETCH {Set(mails.Select(mail => mail.Uid))} (UID BODY.PEEK[])");
        var answer = await AskAsync(command, TakeAsync, (int)Math.Min(left, options.MaxMessageBytes), ct);
        if (!answer.IsOk && wanted.Count > 0) throw new MailNotFetchedException($"the server answers {answer.Name} {answer.CodeName}".TrimEnd(), lineIsLost: false);
        if (withheld) throw new MailNotFetchedException("the server answers without the mail", lineIsLost: false);

        async ValueTask TakeAsync(ImapResponse response)
        {
            // flags that changed are told in the same form
            if (!response.Is("FETCH") || FetchItems.Read(response) is not { Uid: { } uid } items || !wanted.TryGetValue(uid, out var mail)) return;
            if (items.Content is not { } content)
            {
                withheld |= response.Tokens.Any(token => token.Is("BODY[]"));
                return;
            }

            wanted.Remove(uid);
            if ((left -= content.Length) < 0) throw new MailNotFetchedException("the server sends more than it said", lineIsLost: true);
            await take(mail, content);
        }
    }

    public async Task<string?> SettleAsync(IReadOnlyList<uint> uids, CancellationToken ct)
    {
        if (uids.Count == 0 || taken.After == MailAfter.Keep) return null;
        var set = Set(uids);
        return taken.After switch
        {
            MailAfter.MarkSeen => await TryAsync($"UID STORE {set} +FLAGS.SILENT (\\Seen)", null, ct),
            MailAfter.Delete => await DeleteAsync(set, ct),
            _ when connection.Offers("MOVE") => await TryAsync($"UID MOVE {set}", taken.Target, ct),
            _ => await TryAsync($"UID COPY {set}", taken.Target, ct) ?? await DeleteAsync(set, ct),
        };
    }

    public Task RefreshAsync(CancellationToken ct) => AskAsync(new ImapCommand("NOOP"), _ => ValueTask.CompletedTask, 0, ct);

    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        if (connection.HasNews) return;
        if (connection.Offers("IDLE"))
        {
            await InStepAsync(() => connection.IdleAsync(most < LongestIdle ? most : LongestIdle, ct));
            return;
        }

        await Task.Delay(most, parts.Time, ct);
        await RefreshAsync(ct);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<bool> TryListAsync(string set, string items, Action<MailEntry> take, CancellationToken ct)
    {
        var answer = await AskAsync(
            new ImapCommand($"UID FETCH {set} {items}"),
            response =>
            {
                if (response.Is("FETCH") && FetchItems.Read(response) is { Uid: { } uid } told) take(new MailEntry(uid, told.Size, told.At));
                return ValueTask.CompletedTask;
            },
            0, ct);
        return answer.IsOk;
    }

    /// <summary>Without UIDPLUS everybody's deleted mails would go with them, so they are only marked.</summary>
    private async Task<string?> DeleteAsync(string set, CancellationToken ct)
    {
        var problem = await TryAsync($"UID STORE {set} +FLAGS.SILENT (\\Deleted)", null, ct);
        return problem is null && connection.Offers("UIDPLUS") ? await TryAsync($"UID EXPUNGE {set}", null, ct) : problem;
    }

    private async Task<string?> TryAsync(string text, string? folder, CancellationToken ct)
    {
        var answer = await OnceAsync();
        if (answer.CodeName == "TRYCREATE" && folder is not null)
        {
            await AskAsync(new ImapCommand("CREATE").With(folder), _ => ValueTask.CompletedTask, 0, ct);
            answer = await OnceAsync();
        }

        if (answer.IsOk) return null;
        ImapLog.Refused(parts.Log, text, answer.Name, answer.Code, answer.Text);
        return $"the server answers {answer.Name} {answer.CodeName}".TrimEnd();

        Task<ImapResponse> OnceAsync()
        {
            var command = new ImapCommand(text);
            return AskAsync(folder is null ? command : command.With(folder), _ => ValueTask.CompletedTask, 0, ct);
        }
    }

    private async Task<ImapResponse> AskAsync(ImapCommand command, Func<ImapResponse, ValueTask> take, int mostLiteral, CancellationToken ct)
    {
        var answer = default(ImapResponse);
        await InStepAsync(async () => answer = await connection.AskAsync(command, take, mostLiteral, ct));
        return answer!;
    }

    /// <summary>A command that does not come to its end leaves nobody to say farewell to.</summary>
    private async Task InStepAsync(Func<Task> work)
    {
        connection.IsInStep = false;
        await work();
        connection.IsInStep = true;
    }

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Set(IEnumerable<uint> uids) => UidSet.Of([.. uids]);
}
