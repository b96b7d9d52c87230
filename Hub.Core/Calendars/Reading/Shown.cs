namespace Hub.Core.Calendars.Reading;

/// <summary>What of a value is shown in a fault.</summary>
internal static class Shown
{
    private const int Longest = 40;

    public static string Of(string value)
    {
        var shown = value.Trim();
        shown = shown.Length <= Longest ? shown : shown[..Longest] + "…";
        return string.Concat(shown.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
    }
}
