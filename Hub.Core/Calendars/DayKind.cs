namespace Hub.Core.Calendars;

/// <summary>How a date differs from its day of the week.</summary>
public static class DayKind
{
    /// <summary>Closed: a holiday. With hours it is closed in these only, and otherwise as on its day of the week.</summary>
    public const string Closed = "closed";

    /// <summary>Open in other hours: half a day, a long evening.</summary>
    public const string Open = "open";

    /// <summary>A moved workday: it has the hours of another day of the week.</summary>
    public const string Workday = "workday";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Closed, Open, Workday];
}
