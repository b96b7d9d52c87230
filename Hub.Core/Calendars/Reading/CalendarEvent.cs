namespace Hub.Core.Calendars.Reading;

/// <summary>An event of an iCalendar object (RFC 5545 section 3.6.1): the properties that tell when it is, and what it is.</summary>
internal sealed class CalendarEvent(int line)
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS", "SUMMARY", "CATEGORIES", DayMarks.AppleProperty,
    };

    private readonly List<ContentLine> _properties = [];

    /// <summary>Where it begins.</summary>
    public int Line { get; } = line;

    /// <summary>On one line.</summary>
    public string Summary => string.Concat((Find("SUMMARY")?.Text ?? "").Select(character => char.IsControl(character) ? ' ' : character));

    public bool IsCancelled => "CANCELLED".Equals(Find("STATUS")?.Value.Trim(), StringComparison.OrdinalIgnoreCase);

    public void Add(ContentLine property)
    {
        if (!Kept.Contains(property.Name)) return;
        if (property.IsCut) throw new UnreadableCalendarException(property.Number, $"it is longer than {ContentLines.LongestLine} characters");
        _properties.Add(property);
    }

    public ContentLine? Find(string name)
    {
        foreach (var property in _properties)
            if (property.Name == name) return property;
        return null;
    }

    public IEnumerable<ContentLine> All(string name) => _properties.Where(property => property.Name == name);

    /// <summary>The time that a property names, or null where it is not there.</summary>
    public ContentTime? Time(string name) => Find(name) is { } property ? Times(property).First() : null;

    /// <summary>The times that the properties of a name list.</summary>
    public IEnumerable<ContentTime> Times(string name) => All(name).SelectMany(Times);

    private static IEnumerable<ContentTime> Times(ContentLine property)
    {
        var zone = property.Parameter("TZID");
        foreach (var value in property.Value.Split(','))
        {
            // of a period its start: its own length is not read
            yield return ContentTime.Read(value.Split('/')[0], zone)
                ?? throw new UnreadableCalendarException(property.Number, $"{property.Name} \"{Shown.Of(value)}\" is neither a date nor a time");
        }
    }
}
