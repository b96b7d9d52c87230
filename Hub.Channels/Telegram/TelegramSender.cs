using System.Globalization;
using System.Text.Json;
using Hub.Core;
using Hub.Core.Channels;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Telegram;

/// <summary>
/// Sends one message: a text, a file with a caption, an album of files, or a text and then its files where it is too long for a caption. The Bot API
/// knows no idempotency key and no look-up, so what it may have taken is not sent again.
/// </summary>
internal sealed class TelegramSender(ITelegramApi api, TimeSpan patience, ILogger log)
{
    /// <summary>The longest text, in UTF-16 units after entities parsing; without entities those of the text.</summary>
    public const int MaxText = 4096;

    /// <summary>The longest caption, counted alike.</summary>
    public const int MaxCaption = 1024;

    /// <summary>The largest files that go with one message.</summary>
    public const long MaxFileBytes = 50 << 20;

    private const long MaxPhotoBytes = 10 << 20;
    private const int MostInAlbum = 10;
    private const long BytesPerSecond = 256 << 10;

    /// <summary>The longest time that a message takes: its text, then its files.</summary>
    public static TimeSpan Longest(TimeSpan patience) => (2 * patience) + TimeSpan.FromSeconds(MaxFileBytes / BytesPerSecond);

    public async Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (!TelegramReceiver.TryParseId(message.To, out var chat))
            return new DeliveryResult.Rejected(DeliveryClass.Address, "the address is no Telegram user id");
        if (Fault(message) is { } fault) return new DeliveryResult.Rejected(DeliveryClass.Content, fault);
        var calls = Plan(message, chat);
        DeliveryResult? first = null;
        foreach (var call in calls)
        {
            var result = await CallAsync(call, Ids.Text(message.DeliveryId), ct);
            if (result is not DeliveryResult.Accepted)
                return first is null ? result : new DeliveryResult.Unknown($"its text was taken, its files were not ({Words(result)})");
            first ??= result;
        }

        return first!;
    }

    private static string? Fault(OutboundMessage message)
    {
        if (message.Attachments.Sum(file => file.Size) > MaxFileBytes) return "its files are larger than 50 MB together";
        if (message.Attachments.Count > MostInAlbum) return $"it has more than {MostInAlbum} files";
        if (message.Attachments.FirstOrDefault(file => file.Size == 0) is not null) return "one of its files is empty, which Telegram does not take";
        if (message.Text.Length > MaxText) return $"its text is longer than {MaxText} characters";
        return message.Attachments.Count == 0 && string.IsNullOrWhiteSpace(message.Text) ? "it is empty" : null;
    }

    /// <summary>The calls that a message takes. Pure.</summary>
    private static List<Call> Plan(OutboundMessage message, long chat)
    {
        var files = message.Attachments.Select((file, i) => new TelegramUpload($"file{i}", file)).ToList();
        var isCaption = files.Count > 0 && message.Text.Length <= MaxCaption;
        var caption = isCaption && !string.IsNullOrWhiteSpace(message.Text) ? message.Text : null;
        var calls = new List<Call>(2);
        if (!isCaption) calls.Add(new Call("sendMessage", new TelegramParameters { ChatId = chat, Text = message.Text }, []));
        if (files is [var only])
            calls.Add(OfOne(chat, only, caption));
        else if (files.Count > 1)
            // the caption of an album is that of one of its files
            calls.Add(new Call(
                "sendMediaGroup",
                new TelegramParameters
                {
                    ChatId = chat,
                    Media = [.. files.Select((file, i) => new TelegramMedia("document", $"attach://{file.Field}", i == files.Count - 1 ? caption : null))],
                },
                files));
        return calls;
    }

    private static Call OfOne(long chat, TelegramUpload file, string? caption)
    {
        var parameters = new TelegramParameters { ChatId = chat, Caption = caption };
        var reference = $"attach://{file.Field}";
        return file.File is { Type: "image/jpeg" or "image/png", Size: <= MaxPhotoBytes }
            ? new Call("sendPhoto", parameters with { Photo = reference }, [file])
            {
                Otherwise = new Call("sendDocument", parameters with { Document = reference }, [file]),
            }
            : new Call("sendDocument", parameters with { Document = reference }, [file]);
    }

    private async Task<DeliveryResult> CallAsync(Call call, string delivery, CancellationToken ct)
    {
        var time = patience + TimeSpan.FromSeconds(call.Files.Sum(file => file.File.Size) / BytesPerSecond);
        try
        {
            var answer = await api.CallAsync(call.Method, call.Parameters, call.Files, time, ct);
            // both are refusals, so nothing was sent
            if (answer is { ErrorCode: 400, Parameters.MigrateToChatId: { } moved } && call.Parameters.ChatId != moved)
                return await CallOnceAsync(call with { Parameters = call.Parameters with { ChatId = moved } }, time, ct);
            if (answer.ErrorCode == 400 && answer.Description?.Contains("PHOTO", StringComparison.Ordinal) == true && call.Otherwise is { } otherwise)
                return await CallOnceAsync(otherwise, time, ct);
            return ResultOf(answer, call);
        }
        catch (TelegramBrokenException error)
        {
            Log.SendBroke(log, delivery, error.Message, error.Begun);
            return TelegramErrors.FromBreak(error);
        }
    }

    private async Task<DeliveryResult> CallOnceAsync(Call call, TimeSpan time, CancellationToken ct) =>
        ResultOf(await api.CallAsync(call.Method, call.Parameters, call.Files, time, ct), call);

    private static DeliveryResult ResultOf(TelegramAnswer answer, Call call) => answer.Ok
        ? new DeliveryResult.Accepted(ProviderId(answer, call.Parameters.ChatId!.Value))
        : TelegramErrors.FromRefusal(answer);

    /// <summary>The sent message as others refer to it: of an album its first.</summary>
    private static string? ProviderId(TelegramAnswer answer, long chat)
    {
        var sent = answer.Result.ValueKind == JsonValueKind.Array && answer.Result.GetArrayLength() > 0 ? answer.Result[0] : answer.Result;
        return sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("message_id", out var id) && id.TryGetInt64(out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{chat}/{number}")
            : null;
    }

    private static string Words(DeliveryResult result) => result switch
    {
        DeliveryResult.Deferred deferred => deferred.Detail,
        DeliveryResult.Rejected rejected => rejected.Detail,
        DeliveryResult.Unknown unknown => unknown.Detail,
        _ => "",
    };

    private sealed record Call(string Method, TelegramParameters Parameters, IReadOnlyList<TelegramUpload> Files)
    {
        /// <summary>What is called instead where a picture is refused as one.</summary>
        public Call? Otherwise { get; init; }
    }
}
