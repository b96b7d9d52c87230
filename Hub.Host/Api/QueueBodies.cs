using System.Text.Json.Serialization;
using Hub.Core;
using Hub.Core.Routing;

namespace Hub.Host.Api;

/// <summary>A queue to add.</summary>
internal sealed record NewQueueBody(string Key, string Name)
{
    public Problem? Fault() =>
        Input.KeyFault(Key) is { } key ? Problem.Invalid("key", key)
        : Input.LineFault(Name, Input.LongestName) is { } name ? Problem.Invalid("name", name)
        : null;
}

/// <summary>What to change of a queue; what is left out stays, and a calendar of null is none.</summary>
internal sealed record QueueChangeBody(
    string? Name = null, [property: JsonConverter(typeof(OptionalConverter<string>))] Optional<string?> Calendar = default)
{
    [JsonIgnore]
    public QueueChange Change => new(Name, Calendar);

    public Problem? Fault() => Input.LineFault(Name, Input.LongestName) is { } name ? Problem.Invalid("name", name) : null;
}
