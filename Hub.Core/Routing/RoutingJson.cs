using System.Text.Json.Serialization;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing;

/// <summary>What the router keeps as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QueueRouting))]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(IReadOnlyList<SkillNeed>))]
public sealed partial class RoutingJson : JsonSerializerContext;
