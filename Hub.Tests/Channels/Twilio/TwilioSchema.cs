using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Host.Sandboxes.Twilio;

namespace Hub.Tests.Channels.Twilio;

/// <summary>Twilio's own description of its API (OpenAPI), as far as the hub's requests go: which parameters there are, which must be, their types.</summary>
internal sealed class TwilioSchema
{
    private readonly JsonElement _root;

    private TwilioSchema(JsonElement root) => _root = root;

    public static TwilioSchema Load()
    {
        var file = Corpus.Files("twilio", ".json").Single(path => Path.GetFileName(path).StartsWith("twilio_api", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return new TwilioSchema(document.RootElement.Clone());
    }

    /// <summary>What is wrong with a request; empty where nothing is.</summary>
    public IReadOnlyList<string> Faults(TwilioSandboxRequest request)
    {
        var path = _root.GetProperty("paths").EnumerateObject().FirstOrDefault(entry => IsOf(entry.Name, request.Path));
        if (path.Value.ValueKind != JsonValueKind.Object) return [$"there is no {request.Path}"];
        if (!path.Value.TryGetProperty(request.Method.ToLowerInvariant(), out var operation)) return [$"there is no {request.Method} of {path.Name}"];
        var query = operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));
        var faults = request.Query.SelectMany(field => Faults(query, field)).ToList();
        if (!operation.TryGetProperty("requestBody", out var body))
            return request.Form.Count == 0 ? faults : [.. faults, "it has a form"];
        var form = body.GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema");
        var properties = form.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        faults.AddRange(request.Form.SelectMany(field => Faults(properties, field)));
        faults.AddRange(form.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Where(name => request.Form.All(field => field.Key != name))
            .Select(name => $"{name} is missing"));
        return faults;
    }

    private static bool IsOf(string template, string path) => Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(template), @"\\\{\w+}", "[^/]+") + "$");

    private IEnumerable<string> Faults(Dictionary<string, JsonElement> known, KeyValuePair<string, string> field)
    {
        if (!known.TryGetValue(field.Key, out var schema)) return [$"{field.Key} is unknown"];
        return Fault(Resolved(schema), field.Value) is { } fault ? [$"{field.Key} {fault}"] : [];
    }

    private string? Fault(JsonElement schema, string value)
    {
        if (schema.TryGetProperty("type", out var type) && type.GetString() == "array") return Fault(Resolved(schema.GetProperty("items")), value);
        if (schema.TryGetProperty("enum", out var names) && names.EnumerateArray().All(name => name.GetString() != value)) return "is none of its values";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value, pattern.GetString()!)) return "does not fit its pattern";
        if (schema.TryGetProperty("minimum", out var least) && long.Parse(value, CultureInfo.InvariantCulture) < least.GetInt64()) return "is too small";
        if (schema.TryGetProperty("maximum", out var most) && long.Parse(value, CultureInfo.InvariantCulture) > most.GetInt64()) return "is too large";
        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        return (type.ValueKind == JsonValueKind.String ? type.GetString() : null, format) switch
        {
            ("integer", _) => long.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "is no whole number",
            ("boolean", _) => value is "true" or "false" ? null : "is neither true nor false",
            (_, "uri") => Uri.TryCreate(value, UriKind.Absolute, out _) ? null : "is no URI",
            (_, "date-time") => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "is no time",
            _ => null,
        };
    }

    private JsonElement Resolved(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(_root, (place, name) => place.GetProperty(name));
    }
}
