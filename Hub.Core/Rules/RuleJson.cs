using System.Text.Json.Serialization;

namespace Hub.Core.Rules;

/// <summary>What rules keep as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RuleContent))]
[JsonSerializable(typeof(RuleEffect))]
internal sealed partial class RuleJson : JsonSerializerContext;
