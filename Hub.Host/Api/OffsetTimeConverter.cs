using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hub.Host.Api;

/// <summary>A time as RFC 3339 has it: with its offset, because without one it would be the server's own and another one elsewhere.</summary>
internal sealed partial class OffsetTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EndsWithOffset().IsMatch(reader.GetString()!) && reader.TryGetDateTimeOffset(out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    [GeneratedRegex("(Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex EndsWithOffset();
}
