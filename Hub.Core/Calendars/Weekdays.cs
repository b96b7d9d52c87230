namespace Hub.Core.Calendars;

/// <summary>The days of the week as texts name them.</summary>
public static class Weekdays
{
    /// <summary>From Monday on (ISO 8601).</summary>
    public static readonly IReadOnlyList<DayOfWeek> All =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    /// <summary>The names, from Monday on.</summary>
    public static readonly IReadOnlyList<string> Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The day of this name in any case, or null.</summary>
    public static DayOfWeek? Find(string? name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase)) return All[i];
        return null;
    }

    /// <summary>Its name.</summary>
    public static string Name(DayOfWeek day) => Names[((int)day + 6) % 7];
}
