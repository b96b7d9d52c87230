using System.Security.Cryptography;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Channels.Telegram;

/// <summary>Takes updates in; what it has returned from is durable, or is nothing that is kept.</summary>
internal sealed class TelegramTaker
{
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(10);

    private readonly string _channel;
    private readonly bool _leavesGroups;
    private readonly ITelegramApi _api;
    private readonly TelegramParts _parts;
    private readonly TelegramSources _sources;
    private readonly TelegramFetcher _fetcher;

    public TelegramTaker(string channel, bool leavesGroups, ITelegramApi api, TelegramParts parts)
    {
        (_channel, _leavesGroups, _api, _parts) = (channel, leavesGroups, api, parts);
        _sources = new TelegramSources(parts.Store, channel);
        _fetcher = new TelegramFetcher(api, channel, parts.Time, parts.Log);
    }

    /// <summary>Takes messages in, those of one chat in order, those of several side by side.</summary>
    public Task TakeAsync(IInboundChannel channel, IReadOnlyList<IReadOnlyList<ArrivedUpdate>> messages, CancellationToken ct) =>
        Task.WhenAll(messages.GroupBy(parts => parts[0].Chat).Select(chat => Task.Run(
            async () =>
            {
                foreach (var message in chat) await TakeAsync(channel, message, ct);
            },
            ct)));

    /// <summary>Takes one message in: an update, or those of an album.</summary>
    public async Task TakeAsync(IInboundChannel channel, IReadOnlyList<ArrivedUpdate> updates, CancellationToken ct)
    {
        try
        {
            await TakeAsIsAsync(channel, updates, ct);
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreException))
        {
            // whatever it stumbles over must not hold up what follows: the intake takes the bare updates, or keeps them
            Log.UpdateFailed(_parts.Log, _channel, error);
            await AcceptAsync(channel, updates, [], ct);
        }
    }

    private async Task TakeAsIsAsync(IInboundChannel channel, IReadOnlyList<ArrivedUpdate> updates, CancellationToken ct)
    {
        if (updates[0].Update is not { } first)
        {
            await AcceptAsync(channel, updates, [], ct);
            return;
        }

        if (first.MyChatMember is { } change)
        {
            await ChangedAsync(change, ct);
            return;
        }

        if (TelegramAdmission.Refusal(first) is { } reason)
        {
            TelegramMetrics.UpdateRefused(_channel, reason);
            return;
        }

        await AcceptWithFilesAsync(channel, updates, ct);
        if (first.CallbackQuery is { } pressed)
            await AskAsync("answerCallbackQuery", new TelegramParameters { CallbackQueryId = pressed.Id }, ct);
    }

    private async Task AcceptWithFilesAsync(IInboundChannel channel, IReadOnlyList<ArrivedUpdate> updates, CancellationToken ct)
    {
        // with an album's id a part may have come in a message of several
        var fresh = updates[0].Album is null ? updates : await _sources.FreshAsync(updates, ct);
        if (fresh.Count == 0) return;
        var wanted = fresh.Where(update => update.Update!.CallbackQuery is null)
            .SelectMany(update => TelegramFiles.Of(update.Message!)).DistinctBy(file => file.Id).ToList();
        if (wanted.Count == 0)
        {
            await AcceptAsync(channel, fresh, [], ct);
            return;
        }

        await _parts.FilePlaces.WaitAsync(ct);
        try
        {
            // what is known need not be fetched again
            if ((await _sources.FreshAsync([fresh[0]], ct)).Count == 0) return;
            var files = new List<TelegramInputFile>(wanted.Count);
            foreach (var file in wanted) files.Add(await _fetcher.FetchAsync(file, ct));
            await AcceptAsync(channel, fresh, files, ct);
        }
        finally
        {
            _parts.FilePlaces.Release();
        }
    }

    private Task<IntakeResult> AcceptAsync(IInboundChannel channel, IReadOnlyList<ArrivedUpdate> updates, IReadOnlyList<TelegramInputFile> files, CancellationToken ct)
    {
        var json = TelegramInput.Write(updates.Select(update => update.Raw), files);
        var input = new RawInput(TelegramInput.MediaType, json, Reception(updates[0])) { At = _parts.Time.GetUtcNow() };
        return _parts.Intake.AcceptAsync(channel, input, WriteAsync, kept => kept, ct);

        Task<IntakeResult> WriteAsync(Func<Tx, CancellationToken, Task<IntakeResult>> unit, CancellationToken token) => _parts.Store.WriteAsync(
            async (tx, inner) =>
            {
                var result = await unit(tx, inner);
                await _sources.NoteAsync(tx, updates, result, inner);
                return result;
            },
            token);
    }

    /// <summary>Ids of updates may begin anew, so the same id is not the same update.</summary>
    private static string Reception(ArrivedUpdate update)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(update.Raw.GetRawText()));
        return FormattableString.Invariant($"update/{update.Id}/{Convert.ToHexStringLower(hash, 0, 8)}");
    }

    private async Task ChangedAsync(TelegramMemberChange change, CancellationToken ct)
    {
        var status = change.NewChatMember?.Status;
        if (change.Chat is not { } chat) return;
        if (chat.Type == TelegramChat.Private)
        {
            await (status == "kicked" ? _sources.BlockAsync(chat.Id, ct) : _sources.LetInAsync(chat.Id, ct));
            return;
        }

        TelegramMetrics.UpdateRefused(_channel, TelegramAdmission.Group);
        if (_leavesGroups && status is ("member" or "administrator" or "restricted")) await AskAsync("leaveChat", new TelegramParameters { ChatId = chat.Id }, ct);
    }

    /// <summary>Something that is nice to do, and changes nothing for us where it fails.</summary>
    private async Task AskAsync(string method, TelegramParameters parameters, CancellationToken ct)
    {
        try
        {
            var answer = await _api.CallAsync(method, parameters, [], Courtesy, ct);
            if (!answer.Ok) Log.CourtesyFailed(_parts.Log, method, _channel, $"{answer.ErrorCode} {answer.Description}");
        }
        catch (TelegramBrokenException error)
        {
            Log.CourtesyFailed(_parts.Log, method, _channel, error.Message);
        }
    }
}
