using System.Text.Json.Nodes;

namespace Hub.Core.Channels;

/// <summary>A text that a provider has approved beforehand, and what fills its gaps.</summary>
/// <param name="Id">The provider's name of it, such as the <c>ContentSid</c> of Twilio's.</param>
/// <param name="Variables">What fills the gaps, by their names.</param>
public sealed record MessageTemplate(string Id, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What people read of it where nobody says what it says.</summary>
    public override string ToString() => Variables.Count == 0 ? $"[{Id}]" : $"[{Id}] {string.Join(" | ", Variables.Values)}";

    /// <summary>What fills the gaps, as a JSON object.</summary>
    public string VariablesJson() => Gaps().ToJsonString();

    /// <summary>In the form in which it is stored.</summary>
    internal string ToJson() => new JsonObject { ["id"] = Id, ["variables"] = Gaps() }.ToJsonString();

    /// <summary>From the form in which it is stored; null from null.</summary>
    internal static MessageTemplate? FromJson(string? json) => json is null || JsonNode.Parse(json) is not JsonObject stored
        ? null
        : new((string)stored["id"]!, stored["variables"]!.AsObject().ToDictionary(gap => gap.Key, gap => (string)gap.Value!));

    private JsonObject Gaps() => new(Variables.Select(gap => KeyValuePair.Create(gap.Key, (JsonNode?)gap.Value)));
}
