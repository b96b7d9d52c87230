namespace Hub.Core.Calendars.Reading;

/// <summary>Reads the events of an iCalendar object (RFC 5545 section 3.4); what is in them but the events' own properties is passed over.</summary>
internal static class EventReader
{
    private const int MostEvents = 5_000;
    private const int Deepest = 8;

    /// <summary>The events in their order.</summary>
    /// <exception cref="UnreadableCalendarException">The text is no iCalendar object, or one of more events than are read.</exception>
    public static List<CalendarEvent> Read(string text)
    {
        var events = new List<CalendarEvent>();
        var open = new Stack<ContentLine>();
        CalendarEvent? present = null;
        var isEmpty = true;
        foreach (var line in ContentLines.Of(text, int.MaxValue))
        {
            if (line.Name.Length == 0) throw new UnreadableCalendarException(line.Number, "it has no name with a colon behind it");
            isEmpty = false;
            if (open.Count == 0 && !(line.Name == "BEGIN" && Is(line, "VCALENDAR"))) throw new UnreadableCalendarException(line.Number, "a calendar begins with BEGIN:VCALENDAR");
            switch (line.Name)
            {
                case "BEGIN":
                    if (open.Count == Deepest) throw new UnreadableCalendarException(line.Number, $"parts are nested more than {Deepest} deep");
                    open.Push(line);
                    if (open.Count != 2 || !Is(line, "VEVENT")) break;
                    if (events.Count == MostEvents) throw new UnreadableCalendarException(line.Number, $"there are more than {MostEvents} events");
                    events.Add(present = new CalendarEvent(line.Number));
                    break;
                case "END":
                    if (!Is(line, open.Peek().Value.Trim())) throw new UnreadableCalendarException(line.Number, $"what began on line {open.Peek().Number} is another part");
                    open.Pop();
                    if (open.Count == 1) present = null;
                    break;
                default:
                    if (open.Count == 2) present?.Add(line);
                    break;
            }
        }

        // nothing at all would take back what an earlier import brought
        if (isEmpty) throw new UnreadableCalendarException(1, "a calendar begins with BEGIN:VCALENDAR");
        if (open.Count > 0) throw new UnreadableCalendarException(open.Peek().Number, "what begins here has no end");
        return events;
    }

    private static bool Is(ContentLine line, string part) => line.Value.Trim().Equals(part, StringComparison.OrdinalIgnoreCase);
}
