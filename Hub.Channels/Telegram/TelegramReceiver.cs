using System.Globalization;
using System.Text.Json;
using Hub.Core.Arrivals;

namespace Hub.Channels.Telegram;

/// <summary>Reads an input: one update, or those of an album, with the files that were fetched for them. Pure.</summary>
internal static class TelegramReceiver
{
    private const int MaxReference = 64;
    private const string Start = "/start ";

    /// <summary>Reads one input.</summary>
    /// <exception cref="UnreadableInputException">It is none; the text says where and why.</exception>
    public static InboundMessage Read(RawInput input)
    {
        var content = Parse(input.Content.Span);
        var updates = (content.Updates ?? []).Select(update => Parse(update)).ToList();
        if (updates.Count == 0) throw new UnreadableInputException("$.updates: there is none");
        if (updates.Select(TelegramAdmission.Refusal).FirstOrDefault(refusal => refusal is not null) is { } why)
            throw new UnreadableInputException($"$.updates: they are no customer's message ({why})");
        var files = (content.Files ?? []).DistinctBy(file => file.FileId).ToDictionary(file => file.FileId, StringComparer.Ordinal);
        return updates[0].CallbackQuery is { } pressed ? Pressed(pressed, input) : Written(updates, files, input);
    }

    /// <summary>The source key of an update: by the time of its edit where it is one, so that an edit is no repetition.</summary>
    public static string KeyOf(TelegramUpdate update)
    {
        if (update.CallbackQuery is { } pressed) return "callback/" + pressed.Id;
        var message = TelegramAdmission.MessageOf(update)!;
        return update.EditedMessage is null
            ? NameOf(message)
            : string.Create(CultureInfo.InvariantCulture, $"{NameOf(message)}@{message.EditDate ?? message.Date}");
    }

    /// <summary>A Telegram user's or chat's id.</summary>
    public static bool TryParseId(string address, out long id) => long.TryParse(address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id);

    private static InboundMessage Written(List<TelegramUpdate> updates, Dictionary<string, TelegramInputFile> files, RawInput input)
    {
        var messages = updates.Select(update => TelegramAdmission.MessageOf(update)!).ToList();
        var first = messages[0];
        var isEdit = updates[0].EditedMessage is not null;
        var found = messages.SelectMany(message => TelegramFiles.Of(message)).ToList();
        var missing = found.Where(file => files.GetValueOrDefault(file.Id) is not { Content: not null }).ToList();
        var (text, isShown) = TelegramText.Of(messages, missing.Select(file => (file.Name, files.GetValueOrDefault(file.Id)?.Missing)));
        var reference = ReferenceOf(first);
        string?[] flags =
        [
            isEdit ? TelegramFlags.Edited : null,
            messages.Exists(message => message.ForwardOrigin is not null) ? TelegramFlags.Forwarded : null,
            reference is not null ? TelegramFlags.DeepLink : null,
            first.Contact is not null ? TelegramFlags.ContactClaim : null,
            missing.Count > 0 ? TelegramFlags.FileMissing : null,
            isShown ? null : TelegramFlags.Unsupported,
        ];
        return new InboundMessage
        {
            // the edit's time is a part of the id: as a fingerprint it would make the edit look like another message under a stolen id
            Source = new SourceKey(KeyOf(updates[0])),
            ProviderId = NameOf(first),
            FromAddress = Text(first.From!.Id),
            FromName = first.From.Name,
            Subject = reference,
            Text = text,
            MayQuote = first.ReplyToMessage is not null,
            At = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(isEdit ? first.EditDate ?? first.Date : first.Date, 0, uint.MaxValue)),
            Flags = [.. flags.OfType<string>()],
            Attachments =
            [
                .. from file in found
                   let fetched = files.GetValueOrDefault(file.Id)
                   where fetched?.Content is not null
                   select new InboundAttachment(file.Name, file.Type, fetched.Content),
            ],
            Original = isShown ? null : new OriginalInput(TelegramInput.MediaType, input.Content),
        };
    }

    /// <summary>A pressed button says what stands on it; its data follow where they are something else.</summary>
    private static InboundMessage Pressed(TelegramCallback pressed, RawInput input)
    {
        var label = pressed.Message?.ReplyMarkup?.InlineKeyboard?.SelectMany(row => row).FirstOrDefault(button => button.CallbackData == pressed.Data)?.Text;
        var text = label is null ? pressed.Data ?? "" : label == pressed.Data ? label : $"{label} ({pressed.Data})";
        return new InboundMessage
        {
            Source = new SourceKey("callback/" + pressed.Id),
            FromAddress = Text(pressed.From!.Id),
            FromName = pressed.From.Name,
            Text = text,
            At = input.At,
            Flags = [TelegramFlags.Button],
        };
    }

    /// <summary>What a link of ours (<c>t.me/BOT?start=REFERENCE</c>) bears; null where the message is no start by one.</summary>
    private static string? ReferenceOf(TelegramMessage message)
    {
        if (message.Text is not { } text || !text.StartsWith(Start, StringComparison.Ordinal)) return null;
        var reference = text[Start.Length..].Trim();
        return reference.Length is > 0 and <= MaxReference && reference.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? reference : null;
    }

    private static string NameOf(TelegramMessage message) => string.Create(CultureInfo.InvariantCulture, $"{message.Chat!.Id}/{message.MessageId}");

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static TelegramInput Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TelegramJson.Default.TelegramInput) ?? throw new UnreadableInputException("$: null is no input");
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException($"{error.Path ?? "$"}: this is not JSON as it is written here", error);
        }
    }

    private static TelegramUpdate Parse(JsonElement update)
    {
        try
        {
            return update.Deserialize(TelegramJson.Default.TelegramUpdate) ?? throw new UnreadableInputException("$.updates: null is no update");
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException($"$.updates, {error.Path ?? "$"}: this is no update of the Bot API", error);
        }
    }
}
