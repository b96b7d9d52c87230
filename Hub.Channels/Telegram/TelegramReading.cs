using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>Reads updates on their way to the intake. What cannot be read is still told by its id, and goes there as it is.</summary>
internal static class TelegramReading
{
    /// <summary>An update of a call's answer.</summary>
    public static ArrivedUpdate Update(JsonElement raw)
    {
        var id = raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty("update_id", out var number) && number.TryGetInt64(out var told) ? told : 0;
        try
        {
            return new ArrivedUpdate(id, raw, raw.Deserialize(TelegramJson.Default.TelegramUpdate));
        }
        catch (JsonException)
        {
            // the intake says what is wrong with it, and keeps it
            return new ArrivedUpdate(id, raw, null);
        }
    }

    /// <summary>What <c>getFile</c> answered, or null.</summary>
    public static TelegramFileAnswer? FileOf(JsonElement result)
    {
        try
        {
            return result.Deserialize(TelegramJson.Default.TelegramFileAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An update as it came, and as it is read.</summary>
/// <param name="Id">Its <c>update_id</c>.</param>
/// <param name="Raw">As it came.</param>
/// <param name="Update">As it is read; null where it cannot be.</param>
internal sealed record ArrivedUpdate(long Id, JsonElement Raw, TelegramUpdate? Update)
{
    /// <summary>The message that it is about, or null.</summary>
    public TelegramMessage? Message => Update is null ? null : TelegramAdmission.MessageOf(Update);

    /// <summary>The chat that it happened in; 0 where there is none.</summary>
    public long Chat => (Message?.Chat ?? Update?.MyChatMember?.Chat)?.Id ?? 0;

    /// <summary>What sets an album apart: its chat and its id; null for what belongs to none.</summary>
    public (long Chat, string Group)? Album => Update is { Message: { MediaGroupId: { } group, Chat: { } chat } } ? (chat.Id, group) : null;
}
