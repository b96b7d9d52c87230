using System.Text.Json.Serialization;

namespace Hub.Channels.WebChat;

/// <summary>How the channel writes and reads JSON: camelCase, strict, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 4)]
[JsonSerializable(typeof(WebChatInput))]
internal sealed partial class WebChatJson : JsonSerializerContext;
