using System.Text.Json.Serialization;

namespace Hub.Channels.Twilio;

/// <summary>What the API says of a request that it refuses.</summary>
internal sealed record TwilioProblem(int? Code);

/// <summary>How Twilio's answers are read: fields may be added at any time, so unknown ones are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 32)]
[JsonSerializable(typeof(TwilioMessage))]
[JsonSerializable(typeof(TwilioMessagePage))]
[JsonSerializable(typeof(TwilioMediaPage))]
[JsonSerializable(typeof(TwilioProblem))]
[JsonSerializable(typeof(TwilioInput))]
internal sealed partial class TwilioJson : JsonSerializerContext;
