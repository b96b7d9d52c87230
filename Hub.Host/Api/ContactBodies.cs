using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Hub.Core;
using Hub.Core.Contacts;

namespace Hub.Host.Api;

/// <summary>A contact to add.</summary>
internal sealed record NewContactBody(
    string? Name = null, string? Language = null, string? Organisation = null, IReadOnlyList<NewPointBody>? Points = null)
{
    private const int MostPoints = 50;

    public Problem? Fault() =>
        ContactChangeBody.FaultOf(Name, Language, Organisation) is { } fault ? fault
        : Points?.Count > MostPoints ? Problem.Invalid("points", $"they are at most {MostPoints}")
        : Points?.Any(point => point is null) == true ? Problem.Invalid("points", "one of them is null")
        : Points?.Select(point => point.Fault()).FirstOrDefault(wrong => wrong is not null);
}

/// <summary>What to change of a contact; what is left out stays, and null is none.</summary>
internal sealed partial record ContactChangeBody(
    [property: JsonConverter(typeof(OptionalConverter<string>))] Optional<string?> Name = default,
    [property: JsonConverter(typeof(OptionalConverter<string>))] Optional<string?> Language = default,
    [property: JsonConverter(typeof(OptionalConverter<string>))] Optional<string?> Organisation = default,
    string? Tier = null,
    [property: JsonConverter(typeof(OptionalConverter<Guid?>))] Optional<Guid?> DedicatedAgent = default)
{
    public ContactChange Change => new()
    {
        Name = Name, Language = Language, Organisation = Organisation, Tier = Tier, DedicatedAgent = DedicatedAgent,
    };

    public Problem? Fault() =>
        Tier is not null && !CustomerTier.All.Contains(Tier) ? Problem.Invalid("tier", $"it is one of {string.Join(", ", CustomerTier.All)}")
        : FaultOf(Name.Value, Language.Value, Organisation.Value);

    public static Problem? FaultOf(string? name, string? language, string? organisation) =>
        Input.LineFault(name, Input.LongestName) is { } wrongName ? Problem.Invalid("name", wrongName)
        : language is not null && !LanguageTag().IsMatch(language) ? Problem.Invalid("language", "it is not a language tag such as en or zh-Hant")
        : Input.LineFault(organisation, Input.LongestName) is { } wrong ? Problem.Invalid("organisation", wrong)
        : null;

    // the shape of RFC 5646, not its registry
    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}\z")]
    private static partial Regex LanguageTag();
}

/// <summary>An address to give to a contact.</summary>
internal sealed record NewPointBody(string Kind, string Address)
{
    /// <summary>The form in which the address is stored; null where it is none of its kind.</summary>
    [JsonIgnore]
    public string? Canonical => ContactAddress.Canonical(Kind, Address);

    public Problem? Fault() =>
        !PointKinds.All.Contains(Kind) ? Problem.Invalid("kind", $"it is one of {string.Join(", ", PointKinds.All)}")
        : Canonical is null ? Problem.Invalid("address", $"it is not a valid {Kind} address")
        : null;
}
