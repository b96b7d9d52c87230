using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Hub.Core.Acknowledgements;

namespace Hub.Host.Api;

/// <summary>What a queue shall answer by itself: hours as in <c>mon-fri 09:00-17:30; sat 10:00-13:00</c>, always open where they are empty.</summary>
internal sealed partial record AcknowledgementBody(bool Enabled, string? Hours = null, string? Zone = null, IReadOnlyList<AcknowledgementTextView>? Texts = null)
{
    [JsonIgnore]
    public Acknowledgement Acknowledgement => new()
    {
        Enabled = Enabled,
        Hours = Hours ?? "",
        Zone = Zone ?? "UTC",
        Texts = Texts is { Count: > 0 } texts ? [.. texts.Select(text => new AcknowledgementText(text.Language, text.Open, text.Closed))] : AcknowledgementText.Defaults,
    };

    public Problem? Fault() =>
        OpeningHours.Read(Hours ?? "", Zone ?? "UTC").Fault is { } hours ? Problem.Invalid("hours", hours)
        : Texts?.Count > Acknowledgement.MostTexts ? Problem.Invalid("texts", $"they are at most {Acknowledgement.MostTexts}")
        : Texts?.Any(text => text is null || !Primary().IsMatch(text.Language)) == true ? Problem.Invalid("texts", "a language is two or three small letters such as en or zh")
        : Texts?.DistinctBy(text => text.Language).Count() < Texts?.Count ? Problem.Invalid("texts", "a language is there twice")
        : Texts?.Any(text => IsUnfit(text.Open) || IsUnfit(text.Closed)) == true ? Problem.Invalid("texts", $"a text has 1 to {Acknowledgement.LongestText} characters")
        : null;

    private static bool IsUnfit(string text) => string.IsNullOrWhiteSpace(text) || text.Length > Acknowledgement.LongestText || text.Contains('\0', StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z]{2,3}\z")]
    private static partial Regex Primary();
}

/// <summary>What a queue answers by itself.</summary>
internal sealed record AcknowledgementView(bool Enabled, string Hours, string Zone, IReadOnlyList<AcknowledgementTextView> Texts)
{
    public static AcknowledgementView Of(Acknowledgement found) => new(
        found.Enabled, found.Hours, found.Zone, [.. found.Texts.Select(text => new AcknowledgementTextView(text.Language, text.Open, text.Closed))]);
}

/// <summary>What it says in one language, while somebody is there and while nobody is; <c>{number}</c> stands for the conversation's.</summary>
internal sealed record AcknowledgementTextView(string Language, string Open, string Closed);
