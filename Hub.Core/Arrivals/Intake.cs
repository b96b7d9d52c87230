using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Metrics;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hub.Core.Arrivals;

/// <summary>
/// Takes every input of every channel. It answers only after the commit, and it always answers with what became of the input: what cannot
/// be read or stored for its own fault is kept whole in quarantine. Only a failure of the store itself is thrown, so that the sender offers
/// the input again.
/// </summary>
public sealed class Intake
{
    private readonly Store _store;
    private readonly ArrivalReader _reader;
    private readonly Joining _joining;
    private readonly SoftBounces _softBounces;
    private readonly Quarantine _quarantine;
    private readonly ReadingGuard _guard;
    private readonly AlarmStore _alarms;
    private readonly ILogger<Intake> _log;

    /// <summary>Wires the intake.</summary>
    public Intake(
        Store store,
        Bodies bodies,
        ThreadTokens tokens,
        Quarantine quarantine,
        ReadingGuard guard,
        AlarmStore alarms,
        IOptions<ConversationOptions> options,
        IOptions<SuppressionOptions> suppressions,
        ILogger<Intake> log)
    {
        (_store, _quarantine, _guard, _alarms, _log) = (store, quarantine, guard, alarms, log);
        _reader = new ArrivalReader(bodies, store.Time);
        _joining = new Joining(options.Value, tokens);
        _softBounces = new SoftBounces(suppressions.Value);
    }

    /// <summary>Takes one input; durable when it is answered.</summary>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now; the input was not taken.</exception>
    public Task<IntakeResult> AcceptAsync(IInboundChannel channel, RawInput input, CancellationToken ct) =>
        AcceptAsync<IntakeResult>(channel, input, _store.WriteAsync, kept => kept, ct);

    /// <summary>As the other one, for a caller that has statements of its own in the transaction that takes the input.</summary>
    /// <param name="channel">The channel account that it came by.</param>
    /// <param name="input">The input.</param>
    /// <param name="write">Commits the unit of work that it is given, and what belongs to it, as <see cref="Store.WriteAsync{T}"/> does.</param>
    /// <param name="setAside">The answer where the input is in quarantine.</param>
    /// <param name="ct">Ends the wait; the input may have been taken.</param>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now; the input was not taken.</exception>
    public async Task<T> AcceptAsync<T>(
        IInboundChannel channel,
        RawInput input,
        Func<Func<Tx, CancellationToken, Task<IntakeResult>>, CancellationToken, Task<T>> write,
        Func<IntakeResult.Quarantined, T> setAside,
        CancellationToken ct)
    {
        try
        {
            IntakeResult? result = null;
            var unit = await PrepareAsync(channel, input, fromQuarantine: null, ct);
            var answer = await write(async (tx, token) => result = await unit(tx, token), ct);
            // none where the caller had the answer already
            if (result is not null) IntakeMetrics.Taken(channel.Account.Id, result);
            return answer;
        }
        catch (Exception error) when (IsTheInputsFault(error))
        {
            return setAside(await SetAsideAsync(channel, input, error, ct));
        }
    }

    /// <summary>Reads a quarantined input again. It leaves the quarantine in the transaction that takes it.</summary>
    /// <param name="quarantineId">The input.</param>
    /// <param name="channels">The channel accounts at work.</param>
    /// <param name="write">Commits the unit of work that it is given, which answers what became of the input, or null where somebody else
    /// settled it meanwhile; and what belongs to it, as <see cref="Store.WriteAsync{T}"/> does.</param>
    /// <param name="ct">Ends the wait; the input may have been taken.</param>
    /// <returns>What <paramref name="write"/> answers, or the default where there is no such input or its channel is gone.</returns>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now.</exception>
    public async Task<T?> RetryAsync<T>(
        Guid quarantineId,
        ChannelRegistry channels,
        Func<Func<Tx, CancellationToken, Task<IntakeResult?>>, CancellationToken, Task<T>> write,
        CancellationToken ct)
    {
        if (await _quarantine.FindAsync(quarantineId, ct) is not { } kept) return default;
        if (channels.Find(kept.Channel) is not IInboundChannel channel) return default;
        var content = new MemoryStream((int)kept.Size);
        await using (var bytes = await _quarantine.OpenAsync(kept, ct)) await bytes.CopyToAsync(content, ct);
        var input = new RawInput(kept.Type, content.ToArray(), kept.ReceptionId) { At = kept.StoredAt.ToTime() };
        try
        {
            var unit = await PrepareAsync(channel, input, quarantineId, ct);
            return await write(async (tx, token) => await unit(tx, token), ct);
        }
        catch (Exception error) when (IsTheInputsFault(error))
        {
            var reason = Reason(error);
            return await write(
                async (tx, token) => await QuarantineRows.FailedAgainAsync(tx, quarantineId, reason, token)
                    ? new IntakeResult.Quarantined(quarantineId, reason)
                    : null,
                ct);
        }
    }

    private async Task<Func<Tx, CancellationToken, Task<IntakeResult>>> PrepareAsync(
        IInboundChannel channel, RawInput input, Guid? fromQuarantine, CancellationToken ct)
    {
        if (fromQuarantine is null && _guard.IsDeadly(input.Constant.Span))
            throw new UnreadableInputException("its reading has ended the process twice, so it was not read again");
        var unit = UnitOf(channel.Account, await ReadAsync(channel, input, ct));
        if (fromQuarantine is not { } kept) return unit;
        return async (tx, token) =>
        {
            await QuarantineRows.SettleAsync(tx, kept, Security.Subject.System, token);
            return await unit(tx, token);
        };
    }

    private Func<Tx, CancellationToken, Task<IntakeResult>> UnitOf(ChannelAccount account, Arrival arrival)
    {
        var asSent = new SentUnit(account, arrival, _joining);
        if (arrival.Message.IsSent) return asSent.RunAsync;
        var asAnybodys = new ArrivalUnit(account, arrival, (_joining, _softBounces), _alarms);
        return arrival.Message.MayAnswer ? new AgentAnswerUnit(account, arrival, _joining, asAnybodys, asSent).RunAsync : asAnybodys.RunAsync;
    }

    private async Task<Arrival> ReadAsync(IInboundChannel channel, RawInput input, CancellationToken ct)
    {
        using var noted = await _guard.BeginAsync(input.Constant, ct);
        return await _reader.ReadAsync(channel.Account, channel.Read(input), ct);
    }

    private async Task<IntakeResult.Quarantined> SetAsideAsync(IInboundChannel channel, RawInput input, Exception error, CancellationToken ct)
    {
        var reason = Reason(error);
        var id = await _quarantine.KeepAsync(channel.Account.Id, input, reason, ct);
        _guard.Forget(input.Constant.Span);
        var kept = new IntakeResult.Quarantined(id, reason);
        IntakeMetrics.Taken(channel.Account.Id, kept);
        if (error is UnreadableInputException) Log.InputUnreadable(_log, channel.Account.Id, id, reason);
        else Log.InputFailed(_log, channel.Account.Id, id, error);
        return kept;
    }

    private static bool IsTheInputsFault(Exception error) => error is not (OperationCanceledException or StoreUnavailableException);

    /// <summary>An unforeseen error's text may quote the input, so only its kind is told.</summary>
    private static string Reason(Exception error) => error is UnreadableInputException ? error.Message : $"it could not be handled ({error.GetType().Name})";
}
