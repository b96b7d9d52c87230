using System.Text.Json.Serialization;

namespace Hub.Core.ServiceLevels;

/// <summary>What service levels keep as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QueueTargets))]
[JsonSerializable(typeof(ServiceTarget))]
[JsonSerializable(typeof(Escalation))]
internal sealed partial class ServiceLevelsJson : JsonSerializerContext;
