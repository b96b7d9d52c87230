using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Host.Sandboxes.Telegram;

namespace Hub.Tests.Channels.Telegram;

/// <summary>The Bot API's OpenAPI description: says what is wrong with a call by it. Knows the parts of schemas that it uses.</summary>
internal sealed class BotApiDescription
{
    private readonly JsonNode _document;

    private BotApiDescription(JsonNode document) => _document = document;

    /// <summary>Reads it in place.</summary>
    public static BotApiDescription Read() => new(JsonNode.Parse(File.ReadAllText(Corpus.Files("telegram", ".json").Single(file => file.EndsWith("openapi.json", StringComparison.Ordinal))))!);

    /// <summary>What is wrong with a call; null where it is as described.</summary>
    public string? FaultOf(SandboxCall call)
    {
        if (_document["paths"]![$"/bot{{token}}/{call.Method}"]?["post"] is not { } operation) return $"{call.Method}: there is no such method";
        var schema = operation["requestBody"]!["content"]![call.IsForm ? "multipart/form-data" : "application/json"]!["schema"]!;
        var references = call.Files.Select(file => $"attach://{file.Field}").Where(name => !call.Parameters.ToJsonString().Contains(name, StringComparison.Ordinal));
        if (references.FirstOrDefault() is { } loose) return $"{call.Method}: {loose} is referred to by nothing";
        return Fault(schema, call.IsForm ? FormValue(call.Parameters, schema) : call.Parameters, call.Method);
    }

    private string? Fault(JsonNode schema, JsonNode? value, string place)
    {
        if ((string?)schema["$ref"] is { } name) return Fault(_document["components"]!["schemas"]![name[(name.LastIndexOf('/') + 1)..]]!, value, place);
        if (schema["anyOf"] is JsonArray any) return any.Select(one => Fault(one!, value, place)).Any(fault => fault is null) ? null : $"{place}: it is none of the kinds that it may be";
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) return $"{place}: it is none of the words that it may be";
        return (string?)schema["type"] switch
        {
            "object" => ObjectFault(schema, value, place),
            "array" => value is JsonArray items
                ? items.Select((item, i) => Fault(schema["items"]!, item, $"{place}[{i}]")).FirstOrDefault(fault => fault is not null)
                : $"{place}: it is no list",
            "string" => value?.GetValueKind() == JsonValueKind.String ? null : $"{place}: it is no text",
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : $"{place}: it is neither true nor false",
            "integer" => value?.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _) ? null : $"{place}: it is no whole number",
            _ => null,
        };
    }

    private string? ObjectFault(JsonNode schema, JsonNode? value, string place)
    {
        if (value is not JsonObject fields) return $"{place}: it is no object";
        var known = schema["properties"]?.AsObject();
        if (schema["required"]?.AsArray().Select(name => (string)name!).FirstOrDefault(name => !fields.ContainsKey(name)) is { } missing) return $"{place}.{missing}: it is missing";
        foreach (var (name, field) in fields)
        {
            if (known?[name] is not { } described) return $"{place}.{name}: there is no such field";
            if (Fault(described, field, $"{place}.{name}") is { } fault) return fault;
        }

        return null;
    }

    /// <summary>A form's texts as what they stand for: what is no text by its schema is written as JSON.</summary>
    private static JsonObject FormValue(JsonObject form, JsonNode schema)
    {
        var value = new JsonObject();
        foreach (var (name, text) in form)
        {
            var described = schema["properties"]?[name];
            var isText = (string?)described?["type"] == "string" || (described?["anyOf"] is JsonArray any && any.All(one => (string?)one?["type"] == "string"));
            value[name] = isText ? (string)text! : JsonNode.Parse((string)text!);
        }

        return value;
    }
}
