namespace Hub.Core.Calendars.Reading;

/// <summary>The dates that an import looks at: whole years, two before the present one and five after it.</summary>
/// <param name="From">The first date.</param>
/// <param name="To">The last date.</param>
public readonly record struct ImportWindow(DateOnly From, DateOnly To)
{
    /// <summary>The window of a day.</summary>
    public static ImportWindow Around(DateOnly today) => new(new DateOnly(today.Year - 2, 1, 1), new DateOnly(today.Year + 5, 12, 31));
}
