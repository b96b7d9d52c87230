using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Channels.Http;

/// <summary>How the channel reads and writes JSON: camelCase, strict, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(HttpInput))]
[JsonSerializable(typeof(HttpReceiptInput))]
[JsonSerializable(typeof(HttpEvent))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>Where and why a text is not what was expected, without repeating it beyond the path.</summary>
    public static string Fault(JsonException error)
    {
        const int longest = 200;
        var path = error.Path is { Length: > 0 } given ? given : "$";
        var place = path.Length > longest ? path[..longest] + "..." : path;
        return error.LineNumber is { } line && error.BytePositionInLine is { } column
            ? $"{place}: {Reason(error)} (line {line + 1}, byte {column + 1})"
            : $"{place}: {Reason(error)}";
    }

    private static string Reason(JsonException error) => error.Message switch
    {
        var text when text.Contains("could not be mapped", StringComparison.Ordinal) => "there is no such field",
        var text when text.Contains("missing required", StringComparison.Ordinal) => "a required field is missing",
        var text when text.Contains("uplicate", StringComparison.Ordinal) => "the field is there twice",
        var text when text.Contains("maximum configured depth", StringComparison.Ordinal) => "it is nested deeper than 32",
        var text when text.Contains("could not be converted", StringComparison.Ordinal) => "the value is of another kind than the field takes",
        var text when text.Contains("null", StringComparison.Ordinal) => "null is not taken here",
        _ => "it is not valid JSON",
    };
}
