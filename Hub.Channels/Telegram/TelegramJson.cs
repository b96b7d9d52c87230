using System.Text.Json.Serialization;

namespace Hub.Channels.Telegram;

/// <summary>How the Bot API's JSON is read and written: snake case; fields that it adds are passed over, repeated ones are not taken.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(TelegramAnswer))]
[JsonSerializable(typeof(TelegramParameters))]
[JsonSerializable(typeof(TelegramUpdate))]
[JsonSerializable(typeof(TelegramInput))]
[JsonSerializable(typeof(TelegramInputFile))]
[JsonSerializable(typeof(TelegramFileAnswer))]
internal sealed partial class TelegramJson : JsonSerializerContext
{
    public const int MaxDepth = 32;
}
